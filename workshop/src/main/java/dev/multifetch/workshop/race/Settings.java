package dev.multifetch.workshop.race;

import dev.multifetch.benchmarks.server.Wish;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// What a race is about. The delays and the failures depend only on these settings: they are the
/// same in each lane and in each run.
///
/// @param urls how many URLs each lane fetches
/// @param delay the mean time that the server takes for a URL, in milliseconds
/// @param spread how much the delays of the URLs differ
/// @param failures the share of URLs that fail, in percent
/// @param inFlight how many URLs a lane may have at work at once
record Settings(int urls, int delay, Spread spread, int failures, int inFlight) {

  static final Settings DEFAULTS = new Settings(100, 100, Spread.NONE, 0, 10);

  private static final long SEED = 19;
  private static final int LONGEST = 8; // means: one URL must not decide the race

  /// How much the delays differ from their mean.
  enum Spread {
    /// All URLs take the mean.
    NONE,
    /// Half the mean to one and a half times the mean.
    SOME,
    /// Most URLs are fast, and a few take many times the mean.
    LONG_TAIL
  }

  Settings {
    within("urls", urls, 1, 100, "");
    within("delay", delay, 1, 2_000, " ms");
    within("failures", failures, 0, 100, " %");
    within("inFlight", inFlight, 1, 100, "");
  }

  /// The delay of each URL. Together they are `urls` times the mean, whatever the spread.
  List<Duration> delays() {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = IntStream.range(0, urls).mapToDouble(_ -> means(random)).toArray();
    double nanos = delay * 1e6 * urls / IntStream.range(0, urls).mapToDouble(i -> means[i]).sum();
    return IntStream.range(0, urls)
        .mapToObj(i -> Duration.ofNanos((long) (means[i] * nanos)))
        .toList();
  }

  /// How the answer to this URL ends.
  Wish.Fate fate(int n) {
    return Wish.of("/bytes/1?failures=%d&n=%d&seed=%d".formatted(failures, n, SEED)).fate();
  }

  /// After this time a lane that has not ended will not end.
  Duration patience() {
    return Duration.ofMillis(2L * urls * delay).plusSeconds(30);
  }

  private double means(SplittableRandom random) {
    return switch (spread) {
      case NONE -> 1;
      case SOME -> random.nextDouble(0.5, 1.5);
      case LONG_TAIL -> Math.min(LONGEST, Math.exp(random.nextGaussian() - 0.5));
    };
  }

  private static void within(String name, int value, int least, int most, String unit) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d%s, was %d".formatted(name, least, most, unit, value));
    }
  }
}
