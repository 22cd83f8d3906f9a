package dev.multifetch.cli;

import dev.multifetch.benchmarks.Contestant;
import dev.multifetch.benchmarks.Contestants;
import dev.multifetch.benchmarks.ExpectedTime;
import dev.multifetch.benchmarks.Lineup;
import dev.multifetch.benchmarks.Measurement;
import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.Profile;
import dev.multifetch.benchmarks.Profiling;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures for real: JMH starts a separate JVM for each client and workload.
final class JmhMeasurements implements Measurements {

  private final String command;

  /// @param command the command line as typed, for the record
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
    return new Lineup(plan).samples();
  }

  @Override
  public Duration estimate(MeasurementPlan plan) {
    return ExpectedTime.of(plan);
  }

  @Override
  public void measure(MeasurementPlan plan, Findings findings)
      throws IOException, InterruptedException {
    try (Measurement measurement = Measurement.begin(plan, Optional.empty())) {
      findings.measuredIn(measurement.environment(command));
      for (Workload workload : plan.workloads()) {
        measurement.warmUp(workload);
        measurement.bound(workload).ifPresent(bound -> findings.bound(workload, bound));
        measurement.run(workload, findings);
        // Once more, because the clients before have warmed up the origin further.
        measurement.bound(workload).ifPresent(bound -> findings.bound(workload, bound));
      }
      findings.timelines(measurement.timelines());
    }
  }

  @Override
  public void profile(MeasurementPlan plan, Path folder, Consumer<Profile> listener)
      throws IOException, InterruptedException {
    Profiling.run(plan, folder, listener);
  }
}
