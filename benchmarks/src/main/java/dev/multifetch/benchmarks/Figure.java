package dev.multifetch.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.results.AggregationPolicy;

/// A figure that is measured besides the score. Its title is its name in every result.
enum Figure {
  CPU("cpu µs/request", AggregationPolicy.AVG),
  ALLOCATED("allocated B/request", AggregationPolicy.AVG),
  THREADS("platform threads", AggregationPolicy.MAX),
  RESIDENT("resident MiB", AggregationPolicy.MAX),
  P50("p50 ms", AggregationPolicy.AVG),
  P99("p99 ms", AggregationPolicy.AVG),
  P999("p99.9 ms", AggregationPolicy.AVG),
  UNEXPECTED("unexpected outcomes", AggregationPolicy.SUM),
  /// The figures from here on come from the server.
  REQUESTS("origin requests", AggregationPolicy.SUM),
  /// Counted since the client was opened.
  PEAK("origin peak in flight", AggregationPolicy.MAX),
  /// Counted since the client was opened.
  CONNECTIONS("origin connections", AggregationPolicy.MAX),
  BYTES("origin bytes", AggregationPolicy.SUM);

  private final String title;
  private final AggregationPolicy policy;

  Figure(String title, AggregationPolicy policy) {
    this.title = title;
    this.policy = policy;
  }

  static Optional<Figure> titled(String title) {
    return Arrays.stream(values()).filter(figure -> figure.title.equals(title)).findFirst();
  }

  String title() {
    return title;
  }

  /// The last word of the title.
  String unit() {
    return title.substring(title.lastIndexOf(' ') + 1);
  }

  /// How JMH combines several values into one.
  AggregationPolicy policy() {
    return policy;
  }

  /// Whether it says what the client cost. The other figures are evidence about what it did.
  boolean isCost() {
    return compareTo(UNEXPECTED) < 0;
  }

  /// Combines the values of several iterations; 0 if there are none.
  double over(List<Double> values) {
    return switch (policy) {
      case SUM -> values.stream().mapToDouble(each -> each).sum();
      case MAX -> values.stream().mapToDouble(each -> each).max().orElse(0);
      case MIN, AVG -> values.stream().mapToDouble(each -> each).average().orElse(0);
    };
  }
}
