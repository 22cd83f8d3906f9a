package dev.multifetch.cli;

import dev.multifetch.benchmarks.MeasurementListener;
import dev.multifetch.results.Bound;
import dev.multifetch.results.Environment;
import dev.multifetch.results.Judge;
import dev.multifetch.results.Judgement;
import dev.multifetch.results.Results;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Timeline;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// All measurements so far. One thread measures. Another thread may ask for the results, for
/// example after Ctrl-C.
final class Findings implements MeasurementListener {

  private final Consumer<Sample> listener;
  private final List<Sample> samples = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<Workload, Bound> bounds = new EnumMap<>(Workload.class);
  private Optional<Environment> environment = Optional.empty();
  private List<Timeline> timelines = List.of();

  /// @param listener is told each sample, on the thread that measures
  Findings(Consumer<Sample> listener) {
    this.listener = listener;
  }

  synchronized void measuredIn(Environment where) {
    environment = Optional.of(where);
  }

  /// If there are several ceilings, the highest counts.
  synchronized void bound(Workload workload, Bound bound) {
    bounds.merge(workload, bound, Bound::orHigher);
  }

  synchronized void timelines(List<Timeline> drawn) {
    timelines = drawn;
  }

  @Override
  public void began(String name, Workload workload) {}

  @Override
  public void ended(Sample sample) {
    listener.accept(keep(sample));
  }

  /// Gives each measurement its own name, however often a client was measured.
  private synchronized Sample keep(Sample sample) {
    String name = sample.name();
    while (!seen.add(sample.workload().title() + " " + name)) {
      name += Judge.AGAIN;
    }
    Sample kept = sample.named(name);
    samples.add(kept);
    if (kept.track() == Track.CEILING && !kept.scores().isEmpty()) {
      bounds.computeIfPresent(
          kept.workload(), (_, bound) -> bound.orHigher(new Bound.Ceiling(kept.scores())));
    }
    return kept;
  }

  /// All results with their verdicts; empty if nothing is finished.
  synchronized Optional<Results> results() {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    Judgement judgement = new Judge(bounds).judge(samples);
    Map<String, Double> ceiling = new TreeMap<>();
    bounds.forEach((workload, bound) -> ceiling.put(workload.title(), bound.value()));
    return environment.map(
        where -> new Results(where, ceiling, judgement.rows(), timelines, judgement.warnings()));
  }
}
