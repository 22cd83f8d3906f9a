package dev.multifetch.results;

import static java.util.Locale.ROOT;

import java.util.Optional;

/// Finds out why a figure is invalid: something other than the client decided it.
final class Invalidity {

  private Invalidity() {}

  /// @return the first reason; empty if the figure is valid
  static Optional<String> of(Sample sample, Optional<Bound> bound) {
    return unexpected(sample)
        .or(() -> Contradiction.between(sample, bound))
        .or(() -> tooShort(sample, bound));
  }

  private static Optional<String> unexpected(Sample sample) {
    long least = (long) sample.urls() * sample.slices().size();
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

  private static Optional<String> tooShort(Sample sample, Optional<Bound> bound) {
    double shortest = sample.scores().stream().mapToDouble(score -> score).min().orElse(0);
    if (!(bound.orElse(null) instanceof Bound.Ideal ideal) || shortest >= ideal.value()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            ROOT,
            "shorter than possible, %.3f s where the delays alone take %.3f s: the origin does not"
                + " keep them, or not every URL was fetched",
            shortest,
            ideal.value()));
  }
}
