package dev.multifetch.cli;

import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.Profile;
import dev.multifetch.cli.compare.Findings;
import dev.multifetch.cli.compare.Measurements;
import dev.multifetch.results.Environment;
import dev.multifetch.results.Judge;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Slice;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures nothing, but says what a measurement would: each client half as fast as the one before.
public final class MadeUpMeasurements implements Measurements {

  /// What happens instead of the last client of the last workload.
  interface End {
    void happen() throws IOException, InterruptedException;
  }

  public final List<MeasurementPlan> plans = new ArrayList<>();
  private Optional<End> end = Optional.empty();
  private double first = 1e5;
  private Optional<String> death = Optional.empty();

  MadeUpMeasurements endsWith(End instead) {
    end = Optional.of(instead);
    return this;
  }

  /// The last client does not finish.
  public MadeUpMeasurements lastDies() {
    return lastDies("its JVM died");
  }

  /// From now on the first client is half as fast.
  void slower() {
    first /= 2;
  }

  public MadeUpMeasurements lastDies(String reason) {
    death = Optional.of(reason);
    return this;
  }

  @Override
  public List<String> names() {
    return List.of("one", "two", "two-other", "three", "peer");
  }

  @Override
  public List<String> models() {
    return List.of("one", "two", "two-other", "three");
  }

  @Override
  public List<String> shipped() {
    return List.of("one", "two", "three");
  }

  @Override
  public int jvms(MeasurementPlan plan) {
    return plan.models().size();
  }

  @Override
  public Duration estimate(MeasurementPlan plan) {
    return Duration.ofSeconds(42);
  }

  @Override
  public void measure(MeasurementPlan plan, Findings findings)
      throws IOException, InterruptedException {
    plans.add(plan);
    findings.measuredIn(
        Environment.read(List.of(), "not pinned", "none", "multifetch compare"), Map.of());
    for (Workload workload : plan.workloads()) {
      List<Sample> samples = new ArrayList<>();
      if (workload.moreIsBetter()) {
        samples.add(sample("ceiling", Track.CEILING, workload, 2e5, Optional.empty()));
      }
      double score = first;
      for (int i = 0; i < plan.models().size(); i++) {
        boolean last = workload.equals(plan.workloads().getLast()) && i == plan.models().size() - 1;
        if (last && end.isPresent()) {
          findings.round(workload, samples);
          end.get().happen();
        }
        String name = plan.models().get(i);
        while (samples.stream().map(Sample::name).toList().contains(name)) {
          name += Judge.AGAIN;
        }
        samples.add(
            sample(name, Track.AS_SHIPPED, workload, score, last ? death : Optional.empty()));
        score /= 2;
      }
      findings.round(workload, samples);
    }
  }

  /// Draws nothing, but says so of the last client only.
  @Override
  public void profile(MeasurementPlan plan, Path folder, Consumer<Profile> listener) {
    for (String name : plan.models()) {
      boolean last = name.equals(plan.models().getLast());
      listener.accept(
          new Profile(name, folder.resolve(name + ".html"), last ? death : Optional.empty()));
    }
  }

  private static Sample sample(
      String name, Track track, Workload workload, double score, Optional<String> death) {
    return new Sample(
        name,
        "model",
        "library",
        track,
        workload,
        64,
        10,
        death.isPresent() ? List.of() : Slice.alone(List.of(score, score * 1.001, score * 0.999)),
        0,
        Optional.empty(),
        death,
        false,
        Map.of());
  }
}
