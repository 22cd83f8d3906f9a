package dev.multifetch.results;

import java.time.Duration;
import java.util.List;

/// The limit that no client can surpass in a workload.
public sealed interface Bound {

  /// The score of a client that only sends requests, measured like the others.
  ///
  /// @param scores in the workload's unit
  record Ceiling(List<Double> scores) implements Bound {
    public Ceiling {
      scores = List.copyOf(scores);
    }
  }

  /// The limit that follows from the server's delays, computed.
  ///
  /// @param least the shortest possible time of a batch
  /// @param inFlight how many the plan allows at once; a client may use fewer
  record Ideal(Duration least, int inFlight) implements Bound {}

  /// The higher ceiling: a cold server and other work on the machine can only lower a measurement.
  default Bound orHigher(Bound other) {
    return this instanceof Ceiling && other instanceof Ceiling && other.value() > value()
        ? other
        : this;
  }

  /// In the unit of the workload's scores.
  default double value() {
    return switch (this) {
      case Ceiling(List<Double> scores) -> Statistics.estimate(scores).mean();
      case Ideal(Duration least, _) -> least.toNanos() / 1e9;
    };
  }
}
