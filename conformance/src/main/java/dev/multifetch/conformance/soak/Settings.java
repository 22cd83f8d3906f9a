package dev.multifetch.conformance.soak;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// How long a soak takes and what its lot is drawn from: `-Dsoak.minutes=30 -Dsoak.seed=7`. A build
/// without them takes seconds, and draws the same each time: it is not there to surprise anybody.
///
/// @param patience with a busy machine, before a wait counts as a hang
record Settings(Duration length, long seed, Duration patience) {

  private static final Duration IN_A_BUILD = Duration.ofSeconds(7);
  private static final long SEED_IN_A_BUILD = 1;
  private static final Duration PATIENCE = Duration.ofSeconds(30); // a hang is for ever

  static Settings asked() {
    Optional<Duration> length =
        Optional.ofNullable(System.getProperty("soak.minutes"))
            .map(minutes -> Duration.ofSeconds(Math.round(60 * Double.parseDouble(minutes))));
    long drawn =
        length.isPresent() ? ThreadLocalRandom.current().nextInt(1 << 30) : SEED_IN_A_BUILD;
    return new Settings(length.orElse(IN_A_BUILD), Long.getLong("soak.seed", drawn), PATIENCE);
  }

  /// Until classes are loaded and caches are filled: what is held then is what is compared with.
  Duration warmUp() {
    return min(length.dividedBy(4), Duration.ofSeconds(20));
  }

  /// From one look at what is held to the next.
  Duration stage() {
    return min(length.minus(warmUp()), Duration.ofMinutes(1));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
