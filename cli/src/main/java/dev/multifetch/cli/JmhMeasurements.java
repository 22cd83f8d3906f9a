package dev.multifetch.cli;

import dev.multifetch.benchmarks.Ceiling;
import dev.multifetch.benchmarks.Contestant;
import dev.multifetch.benchmarks.Contestants;
import dev.multifetch.benchmarks.Measurement;
import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.Workload;
import dev.multifetch.benchmarks.results.Bound;
import dev.multifetch.benchmarks.results.Environment;
import dev.multifetch.benchmarks.results.Track;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Measures for real: JMH starts a JVM of its own for each client and workload.
final class JmhMeasurements implements Measurements {

  private final String command;

  /// @param command what was typed, for the record
  JmhMeasurements(String command) {
    this.command = command;
  }

  @Override
  public List<String> names() {
    return Contestants.all().stream().map(Contestant::name).toList();
  }

  @Override
  public List<String> models() {
    return Contestants.models().stream().map(Contestant::name).toList();
  }

  @Override
  public List<String> shipped() {
    return Contestants.models().stream()
        .filter(model -> model.track() == Track.AS_SHIPPED)
        .map(Contestant::name)
        .toList();
  }

  @Override
  public int samples(MeasurementPlan plan) {
    return Measurement.samples(plan);
  }

  @Override
  public Duration estimate(MeasurementPlan plan) {
    return Measurement.estimate(plan);
  }

  @Override
  public void measure(MeasurementPlan plan, Findings findings)
      throws IOException, InterruptedException {
    try (Measurement measurement = Measurement.begin(plan, Optional.empty())) {
      findings.measuredIn(
          Environment.read(
              Measurement.flags(), measurement.pinning(), measurement.server(), command));
      for (Workload workload : plan.workloads()) {
        measurement.warmUp(workload);
        bound(plan, workload, measurement).ifPresent(bound -> findings.bound(workload, bound));
        measurement.run(workload, findings);
        // Once more: all those clients have gone on warming it up.
        bound(plan, workload, measurement).ifPresent(bound -> findings.bound(workload, bound));
      }
      findings.timelines(measurement.timelines());
    }
  }

  private static Optional<Bound> bound(
      MeasurementPlan plan, Workload workload, Measurement measurement)
      throws IOException, InterruptedException {
    Optional<Bound> ceiling =
        measurement
            .ceiling(workload)
            .map(Ceiling::scores)
            .filter(scores -> !scores.isEmpty())
            .map(Bound.Ceiling::new);
    int inFlight = plan.inFlight().orElse(workload.inFlight());
    return ceiling.or(
        () -> Measurement.ideal(workload, plan).map(least -> new Bound.Ideal(least, inFlight)));
  }
}
