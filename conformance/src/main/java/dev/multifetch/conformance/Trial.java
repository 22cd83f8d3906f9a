package dev.multifetch.conformance;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;
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

  private static final Duration SHORT = Duration.ofSeconds(1);

  private static @Nullable FetcherFactory accused;
  private static Duration patience = SHORT;

  private Trial() {}

  /// Runs the tests of one rule against this fetcher, and returns what those that failed had to
  /// say.
  public static List<String> of(FetcherFactory factory, Rule rule) {
    return of(factory, testsOf(rule));
  }

  private static synchronized List<String> of(FetcherFactory factory, List<Method> tests) {
    accused = factory;
    try {
      return EngineTestKit.engine("junit-jupiter")
          .selectors(
              tests.stream()
                  .map(test -> DiscoverySelectors.selectMethod(Accused.class, test))
                  .toArray(MethodSelector[]::new))
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
    return noted(name, of(new FirstAttempt(name, open, FetchOptions::maxInFlight), testsOf(rule)));
  }

  /// The same before one test alone, where others of its rule have nothing to add.
  public static List<String> of(String name, Function<FetchOptions, Fetcher> open, String test)
      throws IOException {
    return noted(name, of(new FirstAttempt(name, open, FetchOptions::maxInFlight), named(test)));
  }

  /// The same for an attempt that takes one URL after another, and promises no more.
  public static List<String> ofOneAfterAnother(
      String name, Function<FetchOptions, Fetcher> open, String test) throws IOException {
    return noted(name, of(new FirstAttempt(name, open, _ -> 1), named(test)));
  }

  /// The same for what only folklore holds to be broken: it gets the time that a model gets, and
  /// nothing ought to be said.
  public static synchronized List<String> ofFolklore(
      String name, Function<FetchOptions, Fetcher> open, String test) throws IOException {
    patience = FetcherConformance.PATIENCE;
    try {
      return of(name, open, test);
    } finally {
      patience = SHORT;
    }
  }

  /// Leaves what a model's own test saw of a first attempt where what the suite says is left.
  ///
  /// @return the message, in the form of the suite's own
  public static String note(String name, Rule rule, String test, String seen) throws IOException {
    return noted(name, List.of(RuleKeeper.message(name, rule, test, seen))).getFirst();
  }

  private static List<String> noted(String name, List<String> messages) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "trials", name));
    for (String message : messages) {
      Matcher test = Pattern.compile(" in (\\w+)").matcher(message);
      Files.writeString(folder.resolve((test.find() ? test.group(1) : "other") + ".txt"), message);
    }
    return messages;
  }

  private record FirstAttempt(
      String name,
      Function<FetchOptions, Fetcher> open,
      ToIntFunction<FetchOptions> concurrencyUnder)
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
    public int concurrency(FetchOptions options) {
      return concurrencyUnder.applyAsInt(options);
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

  private static List<Method> testsOf(Rule rule) {
    return tests().stream()
        .filter(method -> Rule.provenBy(method.getName()).equals(Optional.of(rule)))
        .toList();
  }

  private static List<Method> named(String test) {
    List<Method> named = tests().stream().filter(method -> method.getName().equals(test)).toList();
    if (named.isEmpty()) {
      throw new IllegalArgumentException("the suite has no test " + test + ": correct its name");
    }
    return named;
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

    @Override
    Duration patience() {
      return patience;
    }
  }
}
