package dev.multifetch.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one client did in one workload, before it is judged.
///
/// @param name what a user types to choose the client
/// @param model its model of concurrency
/// @param transport the HTTP library underneath
/// @param track the group of clients in which it is ranked
/// @param workload what the client had to do
/// @param concurrency the most requests that it should have in flight
/// @param urls how many URLs one batch had
/// @param slices one for each measured turn
/// @param unexpected how many outcomes of all turns were not as the workload expects
/// @param evidence what the server saw in all measured turns, if the server is ours
/// @param failure why there are no scores: the client did not finish, or could not run
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
    List<Slice> slices,
    long unexpected,
    Optional<Evidence> evidence,
    Optional<String> failure,
    boolean absent,
    Map<String, Double> figures) {

  public Sample {
    slices = List.copyOf(slices);
    figures = Map.copyOf(figures);
  }

  /// The score of each turn, in the workload's unit.
  public List<Double> scores() {
    return slices.stream().map(Slice::score).toList();
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
        slices,
        unexpected,
        evidence,
        failure,
        absent,
        figures);
  }

  /// The same with the server's evidence.
  public Sample seen(Optional<Evidence> seen) {
    return new Sample(
        name,
        model,
        transport,
        track,
        workload,
        concurrency,
        urls,
        slices,
        unexpected,
        seen,
        failure,
        absent,
        figures);
  }
}
