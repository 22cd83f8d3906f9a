package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Bound;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The limits that no client can surpass under a plan. If a workload asks for as much as the server
/// can give, the limit is measured. If our server's delays decide, the limit is computed.
final class Bounds {

  private final MeasurementPlan plan;
  private final RemoteServer server;

  Bounds(MeasurementPlan plan, RemoteServer server) {
    this.plan = plan;
    this.server = server;
  }

  /// Warms up the server, if a workload asks for as much as it can give. The JIT compiler shares
  /// the server's core. Without the warm-up, the first client would meet a slower server than the
  /// others.
  void warmUp(Workload workload) throws IOException, InterruptedException {
    measure(workload, 1, CeilingSchedule.of(workload, plan.effort()).warmUp());
  }

  /// The bound of a workload; empty if nothing is known.
  Optional<Bound> of(Workload workload) throws IOException, InterruptedException {
    CeilingSchedule schedule = CeilingSchedule.of(workload, plan.effort());
    List<Double> scores = measure(workload, schedule.times(), schedule.each());
    if (!scores.isEmpty()) {
      return Optional.of(new Bound.Ceiling(scores));
    }
    int inFlight = plan.inFlight().orElse(workload.inFlight());
    return ideal(workload, plan).map(least -> new Bound.Ideal(least, inFlight));
  }

  private List<Double> measure(Workload workload, int times, Duration each)
      throws IOException, InterruptedException {
    Optional<URI> base = server.base(workload.secure());
    return workload.moreIsBetter() && base.isPresent()
        ? Ceiling.measure(base.get(), Load.of(workload, plan), times, each)
        : List.of();
  }

  /// The shortest makespan that a client can have, if our server's delays decide it; else empty.
  static Optional<Duration> ideal(Workload workload, MeasurementPlan plan) {
    Load load = Load.of(workload, plan);
    Duration ideal = load.ideal(workload == Workload.FIRST ? load.urls() : load.inFlight());
    return plan.origin().isEmpty() && !ideal.isZero() ? Optional.of(ideal) : Optional.empty();
  }
}
