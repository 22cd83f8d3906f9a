package dev.multifetch.conformance;

import dev.multifetch.FetcherFactory;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/// Puts a fetcher that is meant to be broken before the suite's tests of one rule.
public final class Trial {

  private static @Nullable FetcherFactory accused;

  private Trial() {}

  /// Runs the tests of one rule against this fetcher, and returns what those that failed had to
  /// say.
  public static synchronized List<String> of(FetcherFactory factory, Rule rule) {
    accused = factory;
    try {
      return EngineTestKit.engine("junit-jupiter")
          .selectors(testsOf(rule))
          .execute()
          .testEvents()
          .failed()
          .stream()
          .map(Trial::message)
          .toList();
    } finally {
      accused = null;
    }
  }

  /// All tests of the suite.
  static List<Method> tests() {
    return Arrays.stream(FetcherConformance.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .toList();
  }

  private static MethodSelector[] testsOf(Rule rule) {
    return tests().stream()
        .filter(method -> Rule.provenBy(method.getName()).equals(Optional.of(rule)))
        .map(method -> DiscoverySelectors.selectMethod(Accused.class, method))
        .toArray(MethodSelector[]::new);
  }

  private static String message(Event failure) {
    return failure
        .getPayload(TestExecutionResult.class)
        .flatMap(TestExecutionResult::getThrowable)
        .map(Throwable::getMessage)
        .orElse("no message");
  }

  /// The suite over whatever fetcher is on trial; what is meant to fail need not be waited for
  /// long.
  @Timeout(value = 15, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static final class Accused extends FetcherConformance {
    @Override
    protected FetcherFactory factory() {
      if (accused == null) {
        throw new IllegalStateException("nobody is on trial");
      }
      return accused;
    }
  }
}
