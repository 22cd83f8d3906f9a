package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.results.Evidence;
import dev.multifetch.results.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One contestant with one load. A sample measures one assignment.
record Assignment(Contestant contestant, Load load) {

  /// The most requests that the contestant has in flight with this load.
  int concurrency() {
    return contestant.concurrency(FetchOptions.builder().maxInFlight(load.inFlight()).build());
  }

  Schedule schedule(Effort effort) {
    return Schedule.of(load, concurrency(), effort);
  }

  Sample measured(ScoreSheet sheet) {
    return sample(
        sheet.scores(), sheet.unexpected(), sheet.evidence(), Optional.empty(), sheet.costs());
  }

  /// A sample without scores: it did not finish, or could not run.
  Sample failed(String reason) {
    return sample(List.of(), 0, Optional.empty(), Optional.of(reason), Map.of());
  }

  private Sample sample(
      List<Double> scores,
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
        scores,
        unexpected,
        evidence,
        failure,
        false,
        figures);
  }
}
