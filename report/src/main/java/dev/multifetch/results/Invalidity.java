package dev.multifetch.results;

import static java.util.Locale.ROOT;

import java.util.Optional;

/// Finds out why a figure is invalid: something other than the client decided it.
final class Invalidity {

  /// From this share of the ceiling on, the measurement may show the server instead of the client.
  private static final double CLOSE_TO_CEILING = 0.85;

  private Invalidity() {}

  /// @param score the mean of the sample's scores
  /// @return the first reason; empty if the figure is valid
  static Optional<String> of(Sample sample, double score, Optional<Bound> bound) {
    return unexpected(sample)
        .or(() -> Contradiction.between(sample, bound))
        .or(() -> decidedByOthers(sample, score, bound));
  }

  private static Optional<String> unexpected(Sample sample) {
    long least = (long) sample.urls() * sample.scores().size();
    long all = Math.max(least, sample.evidence().map(Evidence::requests).orElse(0L));
    return sample.unexpected() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                ROOT,
                "%,d of %,d outcomes (%.2g %%) are not what the workload leads to: failures are"
                    + " fast, so fetch from an origin that answers, or fix the client",
                sample.unexpected(),
                all,
                100.0 * sample.unexpected() / all));
  }

  private static Optional<String> decidedByOthers(
      Sample sample, double score, Optional<Bound> bound) {
    if (bound.isEmpty() || sample.track() == Track.CEILING) {
      return Optional.empty();
    }
    String unit = sample.workload().unit();
    double limit = bound.get().value();
    return switch (bound.get()) {
      case Bound.Ceiling _ when score >= CLOSE_TO_CEILING * limit ->
          Optional.of(
              String.format(
                  ROOT,
                  "the origin may be what is measured: %,.0f of the %,.0f %s that it gives at"
                      + " most; name a faster one with --origin",
                  score,
                  limit,
                  unit));
      case Bound.Ideal _ when score < limit ->
          Optional.of(
              String.format(
                  ROOT,
                  "shorter than possible, %.3f s where the delays alone take %.3f s: the origin"
                      + " does not keep them, or not every URL was fetched",
                  score,
                  limit));
      case Bound.Ceiling _, Bound.Ideal _ -> Optional.empty();
    };
  }
}
