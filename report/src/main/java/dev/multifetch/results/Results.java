package dev.multifetch.results;

import java.util.List;
import java.util.Map;

/// A whole run.
///
/// @param environment where and when
/// @param ceiling by workload, what the server gives at most, in the unit of its rows; or the ideal
/// @param rows one for each client and workload
/// @param timelines one for each model, all from the same seed
/// @param warnings that concern the whole run, such as intervals that are too narrow
public record Results(
    Environment environment,
    Map<String, Double> ceiling,
    List<Row> rows,
    List<Timeline> timelines,
    List<String> warnings) {

  public Results {
    ceiling = Map.copyOf(ceiling);
    rows = List.copyOf(rows);
    timelines = List.copyOf(timelines);
    warnings = List.copyOf(warnings);
  }
}
