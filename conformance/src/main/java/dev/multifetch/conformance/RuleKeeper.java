package dev.multifetch.conformance;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.process.Ledger;
import dev.multifetch.conformance.process.Uncaught;
import dev.multifetch.conformance.rules.Lab;
import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// Runs around every test of the suite. It gives the test a [Lab], adds model and rule to each
/// failure, checks that declared deviations really fail, and compares the [Ledger] before and
/// after.
final class RuleKeeper
    implements BeforeEachCallback,
        AfterEachCallback,
        AfterTestExecutionCallback,
        AfterAllCallback,
        ParameterResolver,
        TestExecutionExceptionHandler {

  private static final Duration PATIENCE = Duration.ofSeconds(3); // for what is just ending

  private final ConformanceReport report = new ConformanceReport();
  private @Nullable Ledger baseline;
  private @Nullable Lab lab;
  private @Nullable Uncaught uncaught;
  private String variant = "";
  private boolean deviated;

  @Override
  public void beforeEach(ExtensionContext context) {
    baseline = Ledger.now();
    FetcherFactory factory = suite(context).factory();
    variant = factory.name();
    lab = new Lab(factory, suite(context).patience(), deviating(suite(context)));
    uncaught = new Uncaught();
    deviated = false;
  }

  private static Set<Rule> deviating(FetcherConformance suite) {
    return suite.deviations().stream()
        .flatMap(declared -> Rule.provenBy(declared.test()).stream())
        .collect(Collectors.toSet());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return lab;
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown) {
    Optional<Deviation> declared = deviation(context);
    if (declared.isEmpty()) {
      throw broken(context, seen(thrown), thrown);
    }
    deviated = true;
    report.deviates(rule(context), declared.get());
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (deviation(context).isPresent() && !deviated) {
      throw broken(context, "a deviation is declared here, but the rule holds: delete it", null);
    }
  }

  /// R39, R43, R44: no test may throw anything late or leave anything behind. A test that has
  /// failed stopped half-way, so this does not check what it left.
  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    requireNonNull(lab).close();
    if (context.getExecutionException().isPresent()) {
      requireNonNull(uncaught).close();
      return;
    }
    Set<String> left = leftOver(requireNonNull(baseline));
    requireNonNull(uncaught).close();
    if (!uncaught.thrown().isEmpty()) {
      throw broken(context, "uncaught: " + uncaught.thrown(), null);
    }
    if (!left.isEmpty()) {
      throw broken(context, "left behind: " + left, null);
    }
    if (!deviated) {
      report.passed(rule(context));
    }
  }

  private static Set<String> leftOver(Ledger baseline) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Ledger now = Ledger.now();
    while (!now.isWithin(baseline) && System.nanoTime() < deadline) {
      Thread.sleep(10); // the end has no event to wait for; the deadline bounds it
      now = Ledger.now();
    }
    return now.without(baseline);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (report.complete()) { // not after a run of a few tests
      report.write(variant);
    }
  }

  private AssertionError broken(ExtensionContext context, String seen, @Nullable Throwable cause) {
    return new BrokenRule(
        message(variant, rule(context), test(context), seen), requireNonNull(lab).served(), cause);
  }

  static String message(String variant, Rule rule, String test, String seen) {
    return "%s breaks %s in %s%n  rule: %s%n  seen: %s"
        .formatted(variant, rule, test, rule.must(), seen.strip());
  }

  /// An assertion's message is enough; for any other exception, the type matters, too.
  private static String seen(Throwable thrown) {
    return thrown instanceof AssertionError
        ? String.valueOf(thrown.getMessage())
        : thrown.toString();
  }

  private static Optional<Deviation> deviation(ExtensionContext context) {
    return suite(context).deviations().stream()
        .filter(declared -> declared.test().equals(test(context)))
        .findFirst();
  }

  private static Rule rule(ExtensionContext context) {
    return Rule.provenBy(test(context)).orElseThrow();
  }

  private static String test(ExtensionContext context) {
    return context.getRequiredTestMethod().getName();
  }

  private static FetcherConformance suite(ExtensionContext context) {
    return (FetcherConformance) context.getRequiredTestInstance();
  }
}
