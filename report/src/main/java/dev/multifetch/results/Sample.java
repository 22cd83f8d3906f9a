package dev.multifetch.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one client did in one workload, before anybody judges it.
///
/// @param name what a user types to choose the client
/// @param model its model of concurrency
/// @param transport the HTTP library underneath
/// @param track among whom it is ranked
/// @param workload what was asked of it
/// @param concurrency the most requests that it was to have in flight
/// @param urls of one batch
/// @param scores one for each measured iteration, in the workload's unit
/// @param unexpected outcomes over all iterations that the workload does not lead to
/// @param evidence of the server, if it is ours, over all measured iterations
/// @param failure why there is nothing to judge: the reason of a DNF, or of an absence
/// @param absent whether it could not run because its program is not installed
/// @param figures further figures by name
public record Sample(
    String name,
    String model,
    String transport,
    Track track,
    Workload workload,
    int concurrency,
    int urls,
    List<Double> scores,
    long unexpected,
    Optional<Evidence> evidence,
    Optional<String> failure,
    boolean absent,
    Map<String, Double> figures) {

  public Sample {
    scores = List.copyOf(scores);
    figures = Map.copyOf(figures);
  }

  /// The same under another name.
  public Sample named(String other) {
    return new Sample(
        other,
        model,
        transport,
        track,
        workload,
        concurrency,
        urls,
        scores,
        unexpected,
        evidence,
        failure,
        absent,
        figures);
  }

  /// The same with what the server saw of it.
  public Sample seen(Optional<Evidence> seen) {
    return new Sample(
        name,
        model,
        transport,
        track,
        workload,
        concurrency,
        urls,
        scores,
        unexpected,
        seen,
        failure,
        absent,
        figures);
  }
}
