package dev.multifetch.results;

import java.util.List;

/// What the samples of a run are worth.
///
/// @param rows by workload and track, the best first
/// @param warnings that concern all of them
public record Judgement(List<Row> rows, List<String> warnings) {

  public Judgement {
    rows = List.copyOf(rows);
    warnings = List.copyOf(warnings);
  }
}
