package dev.multifetch.results;

import static java.util.Locale.ROOT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How much other programs disturbed a run.
///
/// @param rounds how many there were in all
/// @param disturbed in how many of them other programs took enough to change a figure
/// @param others the share of the processors that other programs took, on average
public record Disturbance(int rounds, int disturbed, double others) {

  /// Over all rounds of these rows.
  public static Disturbance of(List<Row> rows) {
    Map<String, Boolean> rounds = new HashMap<>();
    double sum = 0;
    int known = 0;
    for (Row row : rows) {
      for (Slice slice : row.slices()) {
        if (slice.inRound() && !Double.isNaN(slice.others())) {
          rounds.merge(row.workload() + slice.round(), slice.disturbed(), Boolean::logicalOr);
          sum += slice.others();
          known++;
        }
      }
    }
    int disturbed = (int) rounds.values().stream().filter(spoilt -> spoilt).count();
    return new Disturbance(rounds.size(), disturbed, known == 0 ? Double.NaN : sum / known);
  }

  /// A sentence for the reader; empty if there were no rounds, or nobody knows.
  public String words() {
    return rounds == 0
        ? ""
        : String.format(
            ROOT,
            "Other programs took %.0f %% of the processors, and disturbed %d of %d rounds.",
            100 * others,
            disturbed,
            rounds);
  }
}
