package dev.multifetch.results;

import static java.util.Locale.ROOT;

import java.util.Optional;

/// What a reader must know about a valid figure.
final class Remark {

  /// If an interval's error is half of its score or more, nobody should quote the score.
  private static final double WIDE = 0.5;

  private Remark() {}

  /// @return empty if there is nothing to say
  static String on(Sample sample, Estimate score, Optional<Bound> bound) {
    String own = ownBound(sample, bound);
    if (score.error() <= WIDE * score.mean()) {
      return own;
    }
    String wide =
        Double.isNaN(score.error())
            ? "measured once, so nobody knows how sure it is: run it with --rigorous"
            : "the turns differ so much that the score says little: end other programs, or run it"
                + " with --rigorous";
    return own.isEmpty() ? wide : own + "; " + wide;
  }

  /// All clients are compared with the plan's ideal, which some models can never reach by design.
  private static String ownBound(Sample sample, Optional<Bound> bound) {
    return bound.isPresent()
            && bound.get() instanceof Bound.Ideal ideal
            && sample.concurrency() < Math.min(ideal.inFlight(), sample.urls())
        ? String.format(
            ROOT,
            "at most %,d in flight by design, the ideal is that of %,d",
            sample.concurrency(),
            ideal.inFlight())
        : "";
  }
}
