package dev.multifetch.conformance;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  /// The same for a first attempt that a chapter shows: what the suite says is left in
  /// `target/trials/NAME/TEST.txt`, for the chapter to quote.
  ///
  /// @param name what the suite calls it in its messages
  /// @param open how it is opened
  public static List<String> of(String name, Function<FetchOptions, Fetcher> open, Rule rule)
      throws IOException {
    List<String> messages = of(new FirstAttempt(name, open), rule);
    Path folder = Files.createDirectories(Path.of("target", "trials", name));
    for (String message : messages) {
      Matcher test = Pattern.compile(" in (\\w+)").matcher(message);
      Files.writeString(folder.resolve((test.find() ? test.group(1) : "other") + ".txt"), message);
    }
    return messages;
  }

  private record FirstAttempt(String name, Function<FetchOptions, Fetcher> open)
      implements FetcherFactory {
    @Override
    public String model() {
      return name;
    }

    @Override
    public String transport() {
      return "none of ours";
    }

    @Override
    public String summary() {
      return "on trial";
    }

    @Override
    public Fetcher open(FetchOptions options) {
      return open.apply(options);
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
