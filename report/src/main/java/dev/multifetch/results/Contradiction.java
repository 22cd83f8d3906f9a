package dev.multifetch.results;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Finds clients that did something else than they were told, as the server saw it. Different
/// limits are the most common reason why two clients differ, and a library's defaults can set them
/// silently.
final class Contradiction {

  /// The share of the allowed requests that a client without its own limit must reach. It is below
  /// 1, because the last few requests may come too late.
  private static final double LEAST_SHARE = 0.5;

  /// Where a client may open as many connections as it likes: the server ends them, or there are so
  /// many hosts that the client chooses how many it keeps.
  private static final Set<Workload> MANY_CONNECTIONS =
      EnumSet.of(Workload.TAIL, Workload.NO_KEEP_ALIVE, Workload.MANY_HOSTS);

  private Contradiction() {}

  static Optional<String> between(Sample sample, Optional<Bound> bound) {
    return sample.evidence().flatMap(seen -> between(sample, seen, bound));
  }

  private static Optional<String> between(Sample sample, Evidence seen, Optional<Bound> bound) {
    int limit = sample.concurrency();
    long urls = (long) sample.urls() * sample.scores().size();
    long connections = limit * (sample.scores().size() + 1L); // the batch before was a warm-up
    boolean failures = sample.workload() == Workload.TAIL; // failures cost requests and connections
    if (seen.peakInFlight() > limit) {
      return contradiction(
          "the origin saw %,d requests in flight where the limit is %,d: the client does not keep"
              + " it, set its limit",
          seen.peakInFlight(), limit);
    }
    // Only if the server delays responses: else a fast server has answered some before others come.
    if (bound.orElse(null) instanceof Bound.Ideal && seen.peakInFlight() < least(sample)) {
      return contradiction(
          "the origin saw %,d requests in flight at most where %,d are allowed: the client caps"
              + " them by itself, look for its limit per host or its pool's size",
          seen.peakInFlight(), limit);
    }
    boolean ours = sample.track() != Track.CEILING; // it opens some for its own measurement
    if (ours && !MANY_CONNECTIONS.contains(sample.workload()) && seen.connections() > connections) {
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
