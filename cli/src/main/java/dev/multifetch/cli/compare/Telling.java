package dev.multifetch.cli.compare;

import dev.multifetch.benchmarks.MeasurementListener;
import dev.multifetch.cli.console.Progress;
import dev.multifetch.cli.console.Streams;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Slice;
import dev.multifetch.results.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells the user how a measurement goes: what is measured, beside the bar, and each client that
/// fails, at once.
final class Telling implements MeasurementListener {

  private final Streams streams;
  private final Progress progress;
  private final Set<String> told = new HashSet<>();

  Telling(Streams streams, Progress progress) {
    this.streams = streams;
    this.progress = progress;
  }

  @Override
  public void round(Workload workload, List<Sample> samples) {
    samples.forEach(this::failure);
    int round =
        samples.stream().flatMap(s -> s.slices().stream()).mapToInt(Slice::round).max().orElse(0);
    progress.says(workload.title() + ", round " + round);
  }

  @Override
  public void began(String name, Workload workload) {
    progress.says(workload.title() + ", " + name);
  }

  @Override
  public void ended(Sample sample) {
    failure(sample);
  }

  private void failure(Sample sample) {
    String what = sample.workload().title() + ", " + sample.name();
    if (sample.failure().isPresent() && told.add(what)) {
      progress.aside(() -> streams.say(what + ": " + sample.failure().get()));
    }
  }
}
