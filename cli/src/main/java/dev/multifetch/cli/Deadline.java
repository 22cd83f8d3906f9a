package dev.multifetch.cli;

import java.time.Duration;
import java.util.Optional;

/// When a run must be over, if ever.
final class Deadline {

  private static final Duration LEAST = Duration.ofMillis(1); // what a fetcher takes

  private final Optional<Duration> whole;
  private final long started = System.nanoTime();

  Deadline(Optional<Duration> whole) {
    this.whole = whole;
  }

  /// Whether there is one and it has passed.
  boolean passed() {
    return left().equals(Optional.of(LEAST));
  }

  /// The time that is left; when none is, the least there can be.
  Optional<Duration> left() {
    Duration gone = Duration.ofNanos(System.nanoTime() - started);
    return whole.map(all -> all.minus(gone)).map(left -> left.compareTo(LEAST) > 0 ? left : LEAST);
  }
}
