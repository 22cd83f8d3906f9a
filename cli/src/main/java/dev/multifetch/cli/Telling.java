package dev.multifetch.cli;

import dev.multifetch.benchmarks.MeasurementListener;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells the user how a measurement goes: each round moves the bar on, and each client that fails
/// is named at once.
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
    progress.finished(false);
  }

  @Override
  public void began(String name, Workload workload) {}

  @Override
  public void ended(Sample sample) {
    failure(sample);
    progress.finished(sample.failure().isPresent());
  }

  private void failure(Sample sample) {
    String what = sample.workload().title() + ", " + sample.name();
    if (sample.failure().isPresent() && told.add(what)) {
      progress.aside(() -> streams.say(what + ": " + sample.failure().get()));
    }
  }
}
