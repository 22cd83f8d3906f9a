package dev.multifetch.cli.compare;

import dev.multifetch.benchmarks.Contestant;
import dev.multifetch.benchmarks.Contestants;
import dev.multifetch.benchmarks.Lineup;
import dev.multifetch.benchmarks.Measurement;
import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.Profile;
import dev.multifetch.benchmarks.Profiling;
import dev.multifetch.results.Track;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Measures for real, with a JVM for each client.
public final class RealMeasurements implements Measurements {

  private final String command;

  /// @param command the command line as typed, for the record
  public RealMeasurements(String command) {
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
  public int jvms(MeasurementPlan plan) {
    return new Lineup(plan).contestants().size();
  }

  @Override
  public Duration estimate(MeasurementPlan plan) {
    return new Lineup(plan).estimate();
  }

  @Override
  public void measure(MeasurementPlan plan, Findings findings)
      throws IOException, InterruptedException {
    try (Measurement measurement = Measurement.begin(plan)) {
      findings.measuredIn(measurement.environment(command), measurement.ideals());
      measurement.run(findings);
      findings.timelines(measurement.timelines());
    }
  }

  @Override
  public void profile(MeasurementPlan plan, Path folder, Consumer<Profile> listener)
      throws IOException, InterruptedException {
    Profiling.run(plan, folder, listener);
  }
}
