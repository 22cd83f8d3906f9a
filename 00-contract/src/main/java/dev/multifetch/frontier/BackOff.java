package dev.multifetch.frontier;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Decides what is worth another attempt, and how long to wait before it.
final class BackOff {

  private static final Duration FIRST = Duration.ofSeconds(1);

  /// With these statuses a server says that it is busy for now (RFC 6585 section 4, RFC 9110
  /// section 15.6.4).
  private static final Set<Integer> BUSY = Set.of(429, 503);

  private static final Set<FailureKind> LOST =
      Set.of(
          FailureKind.CONNECTION_LOST,
          FailureKind.CONNECT_FAILED,
          FailureKind.PROXY_FAILED,
          FailureKind.TIMED_OUT);

  private final Duration longest;
  private final RandomGenerator random;
  private final InstantSource wall;

  BackOff(Duration longest, RandomGenerator random, InstantSource wall) {
    this.longest = longest;
    this.random = random;
    this.wall = wall;
  }

  /// Whether the origin asks for a pause, for all of its URLs.
  static boolean busy(Outcome outcome) {
    return outcome instanceof Fetched fetched && BUSY.contains(fetched.status());
  }

  /// Whether this URL met a fault that may be gone by the next attempt.
  static boolean lost(Outcome outcome) {
    return outcome instanceof Failed failed && LOST.contains(failed.kind());
  }

  /// How long to wait: as long as the server asks for, and at least a random part of a time that
  /// doubles with each attempt. Without the random part, URLs that fail together would come back
  /// together.
  ///
  /// @param attempt the attempt that has just ended, from 1
  Duration pause(Outcome outcome, int attempt) {
    long doubled = FIRST.toNanos() << Math.min(attempt - 1, 30);
    Duration jittered = Duration.ofNanos(random.nextLong(doubled / 2, doubled + 1));
    Duration asked =
        outcome instanceof Fetched fetched
            ? RetryAfter.in(fetched.headers(), wall).orElse(Duration.ZERO)
            : Duration.ZERO;
    return shorter(longest, asked.compareTo(jittered) > 0 ? asked : jittered);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
