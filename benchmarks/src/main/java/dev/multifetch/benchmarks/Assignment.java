package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.results.Evidence;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Slice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One contestant with one load. A sample measures one assignment.
record Assignment(Contestant contestant, Load load) {

  /// The most requests that the contestant has in flight with this load.
  int concurrency() {
    return contestant.concurrency(FetchOptions.builder().maxInFlight(load.inFlight()).build());
  }

  /// The shortest time that one batch can take.
  Duration ideal() {
    return load.ideal(concurrency());
  }

  Sample measured(
      List<Slice> slices, long unexpected, Optional<Evidence> evidence, Map<String, Double> costs) {
    return sample(slices, unexpected, evidence, Optional.empty(), costs);
  }

  /// A sample without scores: it did not finish, or could not run.
  Sample failed(String reason) {
    return sample(List.of(), 0, Optional.empty(), Optional.of(reason), Map.of());
  }

  private Sample sample(
      List<Slice> slices,
      long unexpected,
      Optional<Evidence> evidence,
      Optional<String> failure,
      Map<String, Double> figures) {
    return new Sample(
        contestant.name(),
        contestant.model(),
        contestant.transport(),
        contestant.track(),
        load.workload(),
        concurrency(),
        load.urls(),
        slices,
        unexpected,
        evidence,
        failure,
        false,
        figures);
  }
}
