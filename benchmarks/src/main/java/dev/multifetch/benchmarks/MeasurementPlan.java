package dev.multifetch.benchmarks;

import dev.multifetch.results.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What to measure, and how thoroughly.
///
/// @param models names of factories, in the order to show them
/// @param workloads in the order to run them
/// @param urls how many URLs one batch has, if not as many as the workload says
/// @param inFlight how many may be in flight, if not as the workload says
/// @param delay of each response, if not as the workload says
/// @param bodyBytes length of each response's body, if not as the workload says
/// @param seed decides what is drawn, such as delays
/// @param peers which other clients to measure besides them
/// @param origin the server to fetch from; empty means our own
/// @param effort how long it may take
public record MeasurementPlan(
    List<String> models,
    List<Workload> workloads,
    OptionalInt urls,
    OptionalInt inFlight,
    Optional<Duration> delay,
    OptionalInt bodyBytes,
    long seed,
    Peers peers,
    Optional<URI> origin,
    Effort effort) {

  /// Which other clients.
  public enum Peers {
    NONE,
    /// The clients that run in a JVM.
    JVM,
    /// The clients in other languages, too.
    ALL
  }

  /// How many rounds, and how many sets of JVMs.
  public enum Effort {
    /// Seconds for each row, to see that it works.
    QUICK,
    /// All six in two minutes or a little more.
    NORMAL,
    /// As long as it takes to get intervals that can be published.
    RIGOROUS;

    /// The value that belongs to this effort, out of three.
    <T> T choose(T quick, T normal, T rigorous) {
      return switch (this) {
        case QUICK -> quick;
        case NORMAL -> normal;
        case RIGOROUS -> rigorous;
      };
    }
  }
}
