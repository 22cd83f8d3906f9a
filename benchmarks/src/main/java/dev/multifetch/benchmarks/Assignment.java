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

  private static final Duration PATIENCE = Duration.ofMinutes(2); // with one batch

  /// The most requests that the contestant has in flight with this load.
  int concurrency() {
    return contestant.concurrency(FetchOptions.builder().maxInFlight(load.inFlight()).build());
  }

  /// The shortest time that one batch can take.
  Duration ideal() {
    return load.ideal(concurrency());
  }

  /// Why it is not measured; empty if it is.
  Optional<String> refusal() {
    Duration batch = ideal();
    return batch.compareTo(PATIENCE) > 0
        ? Optional.of("one batch would take %d s: choose fewer --urls".formatted(batch.toSeconds()))
        : Descriptors.tooFew(load);
  }

  /// How long a turn takes on a quiet machine, at least; nothing if there is none.
  Duration turn() {
    if (refusal().isPresent()) {
      return Duration.ZERO;
    }
    Duration batch = ideal().compareTo(Schedule.TURN) < 0 ? Schedule.TURN : ideal();
    Duration turn = batch.plusMillis(15); // the orders, and the questions to the server
    return load.takesThePorts() ? turn.multipliedBy(2) : turn;
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
