package dev.multifetch.conformance.reference;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.frontier.Frontier;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// R51 and R52, broken.
final class BrokenRetries {

  private static final Duration YEAR = Duration.ofDays(365);

  private BrokenRetries() {}

  static Stream<Broken> all() {
    return Stream.concat(pauses(), attempts());
  }

  private static Stream<Broken> pauses() {
    return Stream.of(
        judging(
            Rule.R51,
            "ignores-retry-after",
            "pause after HTTP/1.1 429",
            outcome -> withoutRetryAfter(outcome, ".*")),
        judging(
            Rule.R51,
            "knows-no-dates",
            "time of the second request",
            outcome -> withoutRetryAfter(outcome, "\\D.*")),
        judging(
            Rule.R51,
            "only-the-url-pauses",
            "pause of the origin before the next URL",
            outcome ->
                isStatus(outcome, 429) ? failed(outcome, FailureKind.CONNECTION_LOST) : outcome),
        limitedBy(
            Rule.R51,
            "waits-for-an-hour",
            "next outcome within",
            p -> new Politeness(p.perOrigin(), p.delay(), p.interval(), p.attempts(), YEAR, YEAR)),
        Broken.by(
            Rule.R51,
            "without-jitter",
            "between the shortest and the longest pause",
            options ->
                new ReferenceFetcher(options) {
                  @Override
                  RandomGenerator random() {
                    return () -> 0;
                  }
                }));
  }

  private static Stream<Broken> attempts() {
    return Stream.of(
        judging(
            Rule.R52,
            "retries-404",
            "attempts after a failure that no retry can change",
            outcome ->
                isStatus(outcome, 404) ? failed(outcome, FailureKind.CONNECTION_LOST) : outcome),
        judging(
            Rule.R52,
            "gives-up-what-was-lost",
            "outcome that should have worked",
            outcome ->
                outcome instanceof Failed
                    ? failed(outcome, FailureKind.MALFORMED_RESPONSE)
                    : outcome),
        limitedBy(
            Rule.R52,
            "one-attempt-too-many",
            "requests at a server that is always busy",
            p ->
                new Politeness(
                    p.perOrigin(),
                    p.delay(),
                    p.interval(),
                    Math.max(p.attempts(), p.attempts() + 1),
                    p.longestPause(),
                    p.retryTime())),
        limitedBy(
            Rule.R52,
            "never-stops",
            "next outcome within",
            p ->
                new Politeness(
                    p.perOrigin(), p.delay(), p.interval(), p.attempts(), p.longestPause(), YEAR)),
        saysAttempt1(),
        handsOverEachAttempt(),
        retriesInsideTheSlot());
  }

  private static Broken saysAttempt1() {
    return Broken.by(
        Rule.R52,
        "says-attempt-1",
        "attempts at 503",
        options ->
            new ReferenceFetcher(options) {
              @Override
              UrlFetch work(Works works, Visit visit) {
                return super.work(works, Visit.first(visit.index(), visit.url()));
              }
            });
  }

  private static Broken handsOverEachAttempt() {
    return Broken.by(
        Rule.R52,
        "hands-over-each-attempt",
        "indices of the outcomes",
        options ->
            new ReferenceFetcher(options) {
              @Override
              Optional<Outcome> ended(Frontier frontier, Visit visit, Outcome outcome) {
                return super.ended(frontier, visit, outcome).or(() -> Optional.of(outcome));
              }
            });
  }

  private static Broken retriesInsideTheSlot() {
    return Broken.by(
        Rule.R52,
        "retries-inside-the-slot",
        "requests of other URLs, while one",
        options ->
            new ReferenceFetcher(options) {
              @Override
              Politeness politeness() {
                return Politeness.NONE;
              }

              @Override
              Next fetchOne(Works works, Visit visit) {
                Next next = super.fetchOne(works, visit);
                if (next instanceof Done(Outcome outcome)
                    && isStatus(outcome, 503)
                    && visit.attempt() < options.politeness().attempts()) {
                  LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                  return fetchOne(
                      works,
                      new Visit(
                          visit.index(), visit.url(), visit.attempt() + 1, 0, Optional.empty()));
                }
                return next;
              }
            });
  }

  /// One that takes an attempt for something else when it decides on the next.
  private static Broken judging(
      Rule rule, String mistake, String seen, UnaryOperator<Outcome> taking) {
    return Broken.by(
        rule,
        mistake,
        seen,
        options ->
            new ReferenceFetcher(options) {
              @Override
              Optional<Outcome> ended(Frontier frontier, Visit visit, Outcome outcome) {
                return super.ended(frontier, visit, taking.apply(outcome)).map(_ -> outcome);
              }
            });
  }

  /// One that has other limits than it was given.
  private static Broken limitedBy(
      Rule rule, String mistake, String seen, UnaryOperator<Politeness> limits) {
    return Broken.by(
        rule,
        mistake,
        seen,
        options ->
            new ReferenceFetcher(options) {
              @Override
              Politeness politeness() {
                return limits.apply(super.politeness());
              }
            });
  }

  private static Outcome withoutRetryAfter(Outcome outcome, String values) {
    return outcome instanceof Fetched fetched
            && fetched.headers().first("Retry-After").orElse("").matches(values)
        ? new Fetched(
            fetched.index(),
            fetched.url(),
            fetched.finalUrl(),
            fetched.status(),
            Headers.NONE,
            fetched.body(),
            fetched.timing())
        : outcome;
  }

  private static boolean isStatus(Outcome outcome, int status) {
    return outcome instanceof Fetched fetched && fetched.status() == status;
  }

  private static Outcome failed(Outcome outcome, FailureKind kind) {
    return new Failed(outcome.index(), outcome.url(), kind, "taken for it", outcome.timing());
  }
}
