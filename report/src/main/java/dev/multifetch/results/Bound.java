package dev.multifetch.results;

import java.time.Duration;
import java.util.List;

/// What no client can surpass in a workload.
public sealed interface Bound {

  /// What a client that does nothing but fetch got from the server, measured like the others.
  ///
  /// @param scores in the workload's unit
  record Ceiling(List<Double> scores) implements Bound {
    public Ceiling {
      scores = List.copyOf(scores);
    }
  }

  /// What the server's delays leave, computed.
  ///
  /// @param least time of a batch
  /// @param inFlight how many the plan allows at once; a client may use fewer
  record Ideal(Duration least, int inFlight) implements Bound {}

  /// The ceiling that is higher: a cold server and whatever else a machine has to do only take
  /// away.
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
