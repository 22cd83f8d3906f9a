package dev.multifetch.results;

import java.util.Locale;
import java.util.Optional;

/// Where the server saw something else than the client was told to do. Limits that differ are the
/// commonest reason why two clients differ, and a library's own defaults set them in silence.
final class Contradiction {

  /// Of what is allowed to be in flight, the least that a client reaches which keeps no limit of
  /// its own: the last few need not come in time.
  private static final double LEAST_SHARE = 0.5;

  private Contradiction() {}

  static Optional<String> between(Sample sample, Optional<Bound> bound) {
    return sample.evidence().flatMap(seen -> between(sample, seen, bound));
  }

  private static Optional<String> between(Sample sample, Evidence seen, Optional<Bound> bound) {
    int limit = sample.concurrency();
    long urls = (long) sample.urls() * sample.scores().size();
    long connections = limit * (sample.scores().size() + 1L); // a batch before warmed up
    boolean failures = sample.workload() == Workload.TAIL; // which cost requests and connections
    if (seen.peakInFlight() > limit) {
      return contradiction(
          "the origin saw %,d requests in flight where the limit is %,d: the client does not keep"
              + " it, set its limit",
          seen.peakInFlight(), limit);
    }
    // Only where responses are held back: else a fast server has answered before others come.
    if (bound.orElse(null) instanceof Bound.Ideal && seen.peakInFlight() < least(sample)) {
      return contradiction(
          "the origin saw %,d requests in flight at most where %,d are allowed: the client caps"
              + " them by itself, look for its limit per host or its pool's size",
          seen.peakInFlight(), limit);
    }
    boolean ours = sample.track() != Track.CEILING; // which opens some to time itself
    if (ours && !failures && seen.connections() > connections) {
      return contradiction(
          "the origin saw %,d connections where %,d suffice: the client does not keep them alive",
          seen.connections(), connections);
    }
    if (!failures && seen.requests() < urls) {
      return contradiction(
          "the origin answered %,d requests for %,d URLs: the client did not fetch all of them",
          seen.requests(), urls);
    }
    return Optional.empty();
  }

  private static double least(Sample sample) {
    return LEAST_SHARE * Math.min(sample.concurrency(), sample.urls());
  }

  private static Optional<String> contradiction(String format, long seen, long expected) {
    return Optional.of(String.format(Locale.ROOT, format, seen, expected));
  }
}
