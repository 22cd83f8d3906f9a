package dev.multifetch.cluster.status;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// URLs a second, from counters that grow. Only one thread may use it at a time.
final class Rates {

  static final int MOST_SAMPLES = 300; // five minutes
  private static final long WINDOW_NANOS = 10_000_000_000L; // a shorter one would jump about

  private record Sample(long nanos, List<CrawlStatus.Member> members) {

    /// Not what the crawl calls done: some of that was done before it began.
    long finished() {
      return members.stream().mapToLong(CrawlStatus.Member::finished).sum();
    }
  }

  private final Deque<Sample> window = new ArrayDeque<>();
  private final Deque<Double> history = new ArrayDeque<>();

  void add(long nanos, CrawlStatus status) {
    Sample sample = new Sample(nanos, status.members());
    if (!window.isEmpty()) {
      Sample before = window.getLast();
      history.add(rate(before.finished(), sample.finished(), nanos - before.nanos()));
    }
    window.add(sample);
    while (nanos - window.getFirst().nanos() > WINDOW_NANOS) {
      window.remove();
    }
    if (history.size() > MOST_SAMPLES) {
      history.remove();
    }
  }

  /// The whole crawl's, over the last ten seconds.
  double now() {
    return window.isEmpty()
        ? 0
        : rate(window.getFirst().finished(), window.getLast().finished(), span());
  }

  /// The whole crawl's, from each sample to the next.
  List<Double> history() {
    return List.copyOf(history);
  }

  /// Each member's, in the order of the newest sample. A member that came later began at nothing.
  List<Double> ofMembers() {
    if (window.isEmpty()) {
      return List.of();
    }
    Map<String, Long> before = new HashMap<>();
    window.getFirst().members().forEach(m -> before.put(m.name(), m.finished()));
    return window.getLast().members().stream()
        .map(m -> rate(before.getOrDefault(m.name(), 0L), m.finished(), span()))
        .toList();
  }

  private long span() {
    return window.getLast().nanos() - window.getFirst().nanos();
  }

  private static double rate(long before, long after, long nanos) {
    return nanos <= 0 ? 0 : Math.max(0, after - before) * 1e9 / nanos; // a new member counts anew
  }
}
