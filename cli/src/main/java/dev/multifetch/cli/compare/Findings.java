package dev.multifetch.cli.compare;

import dev.multifetch.benchmarks.MeasurementListener;
import dev.multifetch.results.Bound;
import dev.multifetch.results.Environment;
import dev.multifetch.results.Judge;
import dev.multifetch.results.Judgement;
import dev.multifetch.results.Results;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Timeline;
import dev.multifetch.results.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All measurements so far. One thread measures. Another thread may ask for the results, for
/// example after Ctrl-C.
public final class Findings implements MeasurementListener {

  private final MeasurementListener listener;
  private final Map<Workload, List<Sample>> inRounds = new EnumMap<>(Workload.class);
  private final Map<Workload, Set<String>> cold = new EnumMap<>(Workload.class);
  private final List<Sample> alone = new ArrayList<>();
  private Map<Workload, Bound.Ideal> ideals = Map.of();
  private Optional<Environment> environment = Optional.empty();
  private List<Timeline> timelines = List.of();

  /// @param listener is told what this is told, on the thread that measures
  Findings(MeasurementListener listener) {
    this.listener = listener;
  }

  public synchronized void measuredIn(Environment where, Map<Workload, Bound.Ideal> possible) {
    environment = Optional.of(where);
    ideals = possible;
  }

  synchronized void timelines(List<Timeline> drawn) {
    timelines = drawn;
  }

  @Override
  public void stayedCold(String name, Workload workload) {
    synchronized (this) {
      cold.computeIfAbsent(workload, _ -> new LinkedHashSet<>()).add(name);
    }
    listener.stayedCold(name, workload);
  }

  @Override
  public void round(Workload workload, List<Sample> samples) {
    synchronized (this) {
      inRounds.put(workload, samples);
    }
    listener.round(workload, samples);
  }

  @Override
  public void began(String name, Workload workload) {
    listener.began(name, workload);
  }

  @Override
  public void ended(Sample sample) {
    synchronized (this) {
      alone.add(sample);
    }
    listener.ended(sample);
  }

  private static String warning(Workload workload, Set<String> names) {
    return "%s: %s had no time to warm up, so the first rounds are too slow: with fewer --models, each has more time"
        .formatted(workload.title(), String.join(", ", names));
  }

  /// All results with their verdicts; empty if nothing is finished.
  synchronized Optional<Results> results() {
    List<Sample> samples = new ArrayList<>();
    inRounds.values().forEach(samples::addAll);
    samples.addAll(alone);
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    Judgement judged = new Judge(ideals).judge(samples);
    List<String> warnings = new ArrayList<>(judged.warnings());
    cold.forEach((workload, names) -> warnings.add(warning(workload, names)));
    return environment.map(
        where -> new Results(where, judged.bounds(), judged.rows(), timelines, warnings));
  }
}
