package dev.multifetch.benchmarks;

import dev.multifetch.results.Evidence;
import dev.multifetch.results.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/// The results of all forks' iterations: their scores and further figures.
///
/// @param scores in the workload's unit
record ScoreSheet(List<Double> scores, Map<Figure, List<Double>> figures) {

  static ScoreSheet of(RunResult result, Load load) {
    ScoreSheet sheet = new ScoreSheet(new ArrayList<>(), new EnumMap<>(Figure.class));
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        sheet.add(iteration, load);
      }
    }
    return sheet;
  }

  private void add(IterationResult iteration, Load load) {
    double score = iteration.getPrimaryResult().getScore();
    scores.add(load.workload() == Workload.LARGE ? Ceiling.mebibytes(score, load) : score);
    iteration
        .getSecondaryResults()
        .forEach(
            (title, each) ->
                Figure.titled(title).ifPresent(figure -> add(figure, each.getScore())));
  }

  private void add(Figure figure, double value) {
    figures.computeIfAbsent(figure, _ -> new ArrayList<>()).add(value);
  }

  long unexpected() {
    return total(Figure.UNEXPECTED);
  }

  /// What the server saw; empty if the server is not ours.
  Optional<Evidence> evidence() {
    return figures.containsKey(Figure.REQUESTS)
        ? Optional.of(
            new Evidence(
                total(Figure.REQUESTS),
                total(Figure.PEAK),
                total(Figure.CONNECTIONS),
                total(Figure.BYTES)))
        : Optional.empty();
  }

  private long total(Figure figure) {
    return (long) figure.over(figures.getOrDefault(figure, List.of()));
  }

  /// What the client cost, by the titles of the figures.
  Map<String, Double> costs() {
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
