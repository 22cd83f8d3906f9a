package dev.multifetch.results;

import java.util.List;
import java.util.Map;

/// What the samples of a run are worth.
///
/// @param rows by workload and track, the best first
/// @param bounds by workload, what the server gives at most, or the ideal
/// @param warnings that concern all of them
public record Judgement(List<Row> rows, Map<String, Double> bounds, List<String> warnings) {

  public Judgement {
    rows = List.copyOf(rows);
    bounds = Map.copyOf(bounds);
    warnings = List.copyOf(warnings);
  }
}
