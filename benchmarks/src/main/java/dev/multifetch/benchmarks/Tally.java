package dev.multifetch.benchmarks;

import dev.multifetch.results.Evidence;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Slice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one contestant did in its turns so far.
final class Tally {

  private final String name;
  private final Assignment assignment;
  private final List<Slice> slices = new ArrayList<>();
  private final Map<Figure, List<Double>> figures = new EnumMap<>(Figure.class);
  private Optional<String> failure = Optional.empty();

  /// @param name in the results; a contestant may take part under several names
  Tally(String name, Assignment assignment) {
    this.name = name;
    this.assignment = assignment;
  }

  String name() {
    return name;
  }

  Assignment assignment() {
    return assignment;
  }

  boolean failed() {
    return failure.isPresent();
  }

  void failed(String reason) {
    failure = Optional.of(reason);
  }

  /// @param others what [OtherWork] says of the round
  Slice add(Turn turn, int round, int jvm, double others) {
    double cpu = turn.figures().getOrDefault(Figure.CPU, Double.NaN);
    Slice slice = new Slice(round, jvm, turn.score(), cpu, others);
    slices.add(slice);
    turn.figures()
        .forEach(
            (figure, value) -> figures.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value));
    return slice;
  }

  Sample sample() {
    if (failure.isPresent()) {
      return assignment.failed(failure.get()).named(name);
    }
    return assignment.measured(slices, unexpected(), evidence(), costs()).named(name);
  }

  private long unexpected() {
    return total(Figure.UNEXPECTED);
  }

  /// What the server saw; empty if the server is not ours.
  private Optional<Evidence> evidence() {
    return figures.containsKey(Figure.REQUESTS)
        ? Optional.of(
            new Evidence(total(Figure.REQUESTS), total(Figure.PEAK), opened(), total(Figure.BYTES)))
        : Optional.empty();
  }

  /// In all turns together: the server forgets its counts before each.
  private long opened() {
    return (long)
        figures.getOrDefault(Figure.CONNECTIONS, List.of()).stream()
            .mapToDouble(each -> each)
            .sum();
  }

  private long total(Figure figure) {
    return (long) figure.over(figures.getOrDefault(figure, List.of()));
  }

  /// What the client cost, by the titles of the figures.
  private Map<String, Double> costs() {
    Map<String, Double> costs = new HashMap<>();
    figures.forEach(
        (figure, values) -> {
          if (figure.isCost()) {
            costs.put(figure.title(), figure.over(values));
          }
        });
    return costs;
  }
}
