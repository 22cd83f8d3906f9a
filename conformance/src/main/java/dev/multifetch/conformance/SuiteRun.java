package dev.multifetch.conformance;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.conformance.servers.ServedRequest;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/// Runs tests of the suite over one fetcher, usually one that is broken on purpose, and returns the
/// messages of the tests that failed. Each run is a separate JUnit session with the fetcher in its
/// store, so two runs at once do not see each other. But they share the process, and so its
/// [dev.multifetch.conformance.process.Ledger]: a thread of one run may make a test of the other
/// run fail.
public final class SuiteRun {

  /// The time of one test, where a person waits for the verdict.
  public static final int SECONDS_FOR_A_PERSON = 15;

  private static final Duration SHORT = Duration.ofSeconds(1);

  private final FetcherFactory factory;
  private final Duration patience;
  private final Class<? extends Accused> suite;

  private SuiteRun(FetcherFactory factory, Duration patience, Class<? extends Accused> suite) {
    this.factory = factory;
    this.patience = patience;
    this.suite = suite;
  }

  /// A run over a fetcher that should fail, so it waits only a short time.
  public static SuiteRun over(FetcherFactory factory) {
    return new SuiteRun(factory, SHORT, Accused.class);
  }

  /// A run over a fetcher that should pass, with as much time as a model gets.
  public static SuiteRun inTheTimeOfAModel(FetcherFactory factory) {
    return new SuiteRun(factory, FetcherConformance.PATIENCE, Accused.class);
  }

  /// The same for a person who waits for the verdict: a test that hangs ends after
  /// [#SECONDS_FOR_A_PERSON].
  public static SuiteRun forAPerson(FetcherFactory factory) {
    return new SuiteRun(factory, FetcherConformance.PATIENCE, Awaited.class);
  }

  /// The messages of the failed tests of one rule.
  public List<String> failures(Rule rule) {
    return failures(
        tests().stream()
            .filter(method -> Rule.provenBy(method.getName()).equals(Optional.of(rule)))
            .toList());
  }

  /// The same for one test, if the other tests of its rule add nothing.
  public List<String> failures(String test) {
    return failures(List.of(named(test)));
  }

  /// What one test says. A test that is skipped says nothing.
  ///
  /// @throws IllegalStateException if the test did not run
  public Verdict verdict(String test) {
    TestExecutionSummary summary = summary(List.of(named(test)));
    if (summary.getTestsSucceededCount() + summary.getTestsFailedCount() != 1) {
      throw new IllegalStateException(test + " did not run, so it says nothing");
    }
    return summary.getFailures().stream()
        .map(failure -> new Verdict(test, Optional.of(message(failure)), served(failure)))
        .findFirst()
        .orElse(new Verdict(test, Optional.empty(), List.of()));
  }

  private static List<ServedRequest> served(Failure failure) {
    return failure.getException() instanceof BrokenRule broken ? broken.served() : List.of();
  }

  private static Method named(String test) {
    return tests().stream()
        .filter(method -> method.getName().equals(test))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the suite has no test " + test + ": correct its name"));
  }

  /// All tests of the suite.
  static List<Method> tests() {
    return Arrays.stream(FetcherConformance.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .toList();
  }

  private List<String> failures(List<Method> tests) {
    return summary(tests).getFailures().stream().map(SuiteRun::message).toList();
  }

  private TestExecutionSummary summary(List<Method> tests) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    try (LauncherSession session = LauncherFactory.openSession(withoutListeners())) {
      session.getStore().put(Namespace.create(SuiteRun.class), SuiteRun.class, this);
      session.getLauncher().execute(request(tests), listener);
    }
    return listener.getSummary();
  }

  /// Listeners on the class path belong to the run around this one.
  private static LauncherConfig withoutListeners() {
    return LauncherConfig.builder()
        .enableLauncherSessionListenerAutoRegistration(false)
        .enableLauncherDiscoveryListenerAutoRegistration(false)
        .enableTestExecutionListenerAutoRegistration(false)
        .enablePostDiscoveryFilterAutoRegistration(false)
        .build();
  }

  private LauncherDiscoveryRequest request(List<Method> tests) {
    return LauncherDiscoveryRequestBuilder.request()
        .enableImplicitConfigurationParameters(false)
        .filters(EngineFilter.includeEngines("junit-jupiter"))
        .selectors(
            tests.stream()
                .map(test -> DiscoverySelectors.selectMethod(suite, test))
                .toArray(MethodSelector[]::new))
        .build();
  }

  private static String message(Failure failure) {
    return Optional.ofNullable(failure.getException().getMessage()).orElse("no message");
  }

  /// The suite over the fetcher of a run. The bound ends a fetcher that hangs. It leaves a fetcher
  /// that works time to show its fault, also on a busy machine.
  @ExtendWith(HandOver.class)
  @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static class Accused extends FetcherConformance {

    private final SuiteRun run;

    Accused(SuiteRun run) {
      this.run = run;
    }

    @Override
    protected FetcherFactory factory() {
      return run.factory;
    }

    @Override
    Duration patience() {
      return run.patience;
    }
  }

  /// The same for a person who waits.
  @Timeout(
      value = SECONDS_FOR_A_PERSON,
      unit = TimeUnit.SECONDS,
      threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  static final class Awaited extends Accused {

    Awaited(SuiteRun run) {
      super(run);
    }
  }

  /// Passes the run of this session to [Accused].
  static final class HandOver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SuiteRun.class;
    }

    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return requireNonNull(
          context
              .getStore(
                  ExtensionContext.StoreScope.LAUNCHER_SESSION,
                  ExtensionContext.Namespace.create(SuiteRun.class))
              .get(SuiteRun.class));
    }
  }
}
