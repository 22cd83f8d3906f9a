package dev.multifetch.benchmarks.report;

import dev.multifetch.benchmarks.results.Row;
import dev.multifetch.benchmarks.results.Track;
import dev.multifetch.benchmarks.results.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The valid rows of one workload in one track, the best first.
record Ranking(String workload, List<Row> rows) {

  static Ranking of(List<Row> all, Track track, String workload) {
    return new Ranking(
        workload,
        all.stream()
            .filter(row -> row.track() == track && row.workload().equals(workload))
            .filter(Ranking::counts)
            .sorted(bestFirst())
            .toList());
  }

  /// Half a sentence on who leads, by how much of what, and whether that can be told from chance.
  String clause() {
    Row best = rows.getFirst();
    List<String> peers = inseparable();
    String figure = figure(best);
    if (rows.size() == 1) {
      return "for %s, only %s was measured: %s".formatted(workload, best.name(), figure);
    }
    if (Double.isNaN(best.error())) {
      return "for %s, %s came first with %s, but without an interval that proves nothing"
          .formatted(workload, best.name(), figure);
    }
    if (peers.isEmpty()) {
      return "for %s, %s is first with %s".formatted(workload, best.name(), figure);
    }
    return "for %s, %s has the best figure, %s, but no difference to %s is detectable"
        .formatted(workload, best.name(), figure, listed(peers));
  }

  /// Names of those that cannot be told apart from the first.
  private List<String> inseparable() {
    Row best = rows.getFirst();
    List<Row> others = rows.subList(1, rows.size());
    List<String> names = new ArrayList<>();
    for (Row other : others) {
      if (isSameClient(best, other)) {
        continue;
      }
      // A verdict speaks of the row before, so only the second's is about the first.
      boolean second = names.isEmpty() && other.equals(others.getFirst());
      if (overlaps(best, other)
          || (second && other.verdict() == Verdict.NO_DETECTABLE_DIFFERENCE)) {
        names.add(other.name());
      }
    }
    return names;
  }

  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.getFirst()
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  // One client may be there twice, to see whether the intervals are wide enough.
  private static boolean isSameClient(Row one, Row other) {
    return one.model().equals(other.model()) && one.transport().equals(other.transport());
  }

  // An unknown interval may be of any width.
  private static boolean overlaps(Row best, Row other) {
    double apart = Math.abs(best.score() - other.score());
    return !(apart > best.error() + other.error());
  }

  private static boolean counts(Row row) {
    return switch (row.verdict()) {
      case OK, NO_DETECTABLE_DIFFERENCE -> !Double.isNaN(row.score());
      case INVALID, DNF, ABSENT -> false;
    };
  }

  private static Comparator<Row> bestFirst() {
    return Comparator.comparingDouble(
        row -> row.unit().endsWith("/s") ? -row.score() : row.score());
  }

  private static String figure(Row row) {
    String error = Double.isNaN(row.error()) ? "" : " ± " + rounded(row.error());
    return rounded(row.score()) + error + " " + row.unit();
  }

  private static String rounded(double number) {
    int decimals = number >= 100 ? 0 : number >= 10 ? 1 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }
}
