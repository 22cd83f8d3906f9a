package dev.multifetch.benchmarks;

import dev.multifetch.results.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is to be measured, and how thoroughly.
///
/// @param models names of factories, in the order to show them
/// @param workloads in the order to run them
/// @param urls of one batch, where the user says otherwise than the workload
/// @param inFlight how many may be in flight, likewise
/// @param delay of each response, likewise
/// @param bodyBytes of each response, likewise
/// @param peers which other clients run beside them
/// @param origin what to fetch from; empty means our own
/// @param effort how long it may take
public record MeasurementPlan(
    List<String> models,
    List<Workload> workloads,
    OptionalInt urls,
    OptionalInt inFlight,
    Optional<Duration> delay,
    OptionalInt bodyBytes,
    Peers peers,
    Optional<URI> origin,
    Effort effort) {

  /// Which other clients.
  public enum Peers {
    NONE,
    /// Those that run in a JVM.
    JVM,
    /// Those of other languages too.
    ALL
  }

  /// How many forks and iterations.
  public enum Effort {
    /// Seconds for each row: to see that it works.
    QUICK,
    /// All six in two minutes and a half.
    NORMAL,
    /// As long as it takes for intervals that can be published.
    RIGOROUS;

    /// The one of three values that belongs to this effort.
    <T> T choose(T quick, T normal, T rigorous) {
      return switch (this) {
        case QUICK -> quick;
        case NORMAL -> normal;
        case RIGOROUS -> rigorous;
      };
    }
  }
}
