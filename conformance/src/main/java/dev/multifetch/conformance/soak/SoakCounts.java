package dev.multifetch.conformance.soak;

import dev.multifetch.Failed;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/// What a soak has seen, by kind. Many threads count.
final class SoakCounts {

  private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final Map<BatchEnding, LongAdder> endings = new ConcurrentSkipListMap<>();

  void count(Outcome outcome) {
    add(
        outcomes,
        switch (outcome) {
          case Fetched _ -> "fetched";
          case Failed failed -> failed.kind().name();
        });
  }

  void ended(BatchEnding ending) {
    add(endings, ending);
  }

  private static <K> void add(Map<K, LongAdder> counts, K key) {
    counts.computeIfAbsent(key, _ -> new LongAdder()).increment();
  }

  long outcomes() {
    return sum(outcomes);
  }

  long batches() {
    return sum(endings);
  }

  private static long sum(Map<?, LongAdder> counts) {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  @Override
  public String toString() {
    return "  outcomes: %s%n  ends of batches: %s".formatted(list(outcomes), list(endings));
  }

  private static String list(Map<?, LongAdder> counts) {
    return counts.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s %,d", e.getKey(), e.getValue().sum()))
        .collect(Collectors.joining(", "));
  }
}
