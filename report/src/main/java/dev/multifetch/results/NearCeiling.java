package dev.multifetch.results;

import static java.util.Locale.ROOT;

import java.util.Optional;

/// Finds a client that came so near to what the server gives that the server may have been its
/// limit. Its score stands: the client is that fast, or faster.
final class NearCeiling {

  static final double SHARE = 0.85;

  private NearCeiling() {}

  /// @return why the score may be too low; empty if the server was not the limit
  static Optional<String> of(Sample sample, Estimate score, Optional<Bound> bound) {
    if (sample.track() == Track.CEILING
        || !(bound.orElse(null) instanceof Bound.Ceiling ceiling)
        || score.mean() < SHARE * ceiling.score()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            ROOT,
            "it got %,.0f of the %,.0f %s that the server was seen to give, so the server may have"
                + " been the limit; --origin names a faster one",
            score.mean(),
            ceiling.score(),
            sample.workload().unit()));
  }
}
