package dev.multifetch.workshop;

import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.workshop.Compilation.Mistake;
import dev.multifetch.workshop.Report.Seen;
import java.time.Duration;
import java.util.List;

/// What a check found.
public sealed interface Finding {

  /// All tests passed.
  ///
  /// @param took from the learner's text to the last test
  record Passed(int tests, Duration took) implements Finding {}

  /// The file does not compile.
  record DoesNotCompile(List<Mistake> mistakes) implements Finding {}

  /// A test failed.
  ///
  /// @param message the suite's: the rule, and what the test saw
  /// @param served what the server saw
  record Broken(String test, String message, List<Seen> served) implements Finding {
    boolean breaks(Rule rule) {
      return Rule.provenBy(test).filter(rule::equals).isPresent();
    }
  }

  /// The code ended or blocked the process, so that no test could say anything.
  record Stopped(String message) implements Finding {}
}
