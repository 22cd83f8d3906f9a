package dev.multifetch.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.reference.Broken;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The suite on trial itself: it must reject what is broken, by the rule that is broken, and say
/// what it saw. In several classes, which run at the same time.
@TestInstance(Lifecycle.PER_CLASS)
abstract class SuiteOnTrial {

  abstract Stream<Broken> broken();

  @ParameterizedTest
  @MethodSource("broken")
  void aBrokenFetcherIsRejected(Broken broken) {
    List<String> failures = failures(broken);

    assertThat(failures)
        .as("failures of %s", broken)
        .isNotEmpty()
        .allSatisfy(
            said ->
                assertThat(said)
                    .startsWith(broken.name() + " breaks " + broken.rule())
                    .contains("  rule: " + broken.rule().must(), "  seen: "))
        .anySatisfy(said -> assertThat(said).contains(broken.seen()));
  }

  /// What it says within the short time that a broken fetcher gets, which is enough for nearly all.
  /// Where the machine was too busy for one to show its fault, it gets the time of a model.
  private static List<String> failures(Broken broken) {
    List<String> failures = SuiteRun.over(broken.factory()).failures(broken.rule());
    boolean seen = failures.stream().anyMatch(said -> said.contains(broken.seen()));
    return seen ? failures : SuiteRun.inTheTimeOfAModel(broken.factory()).failures(broken.rule());
  }
}
