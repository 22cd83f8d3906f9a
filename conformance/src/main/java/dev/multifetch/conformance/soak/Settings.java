package dev.multifetch.conformance.soak;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// How long a soak takes, and its random seed: `-Dsoak.minutes=30 -Dsoak.seed=7`. Without them a
/// soak takes seconds and always uses the same seed, so that a build gives no surprises.
///
/// @param patience with a busy machine, before a wait counts as a hang
record Settings(Duration length, long seed, Duration patience) {

  private static final Duration IN_A_BUILD = Duration.ofSeconds(7);
  private static final long SEED_IN_A_BUILD = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(30); // a real hang never ends

  static Settings asked() {
    Optional<Duration> length =
        Optional.ofNullable(System.getProperty("soak.minutes"))
            .map(minutes -> Duration.ofSeconds(Math.round(60 * Double.parseDouble(minutes))));
    long drawn =
        length.isPresent() ? ThreadLocalRandom.current().nextInt(1 << 30) : SEED_IN_A_BUILD;
    return new Settings(length.orElse(IN_A_BUILD), Long.getLong("soak.seed", drawn), PATIENCE);
  }

  /// The time until classes are loaded and caches are filled. Later holdings are compared with the
  /// holdings at that time.
  Duration warmUp() {
    return min(length.dividedBy(4), Duration.ofSeconds(20));
  }

  /// The time from one check of the holdings to the next.
  Duration stage() {
    return min(length.minus(warmUp()), Duration.ofMinutes(1));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
