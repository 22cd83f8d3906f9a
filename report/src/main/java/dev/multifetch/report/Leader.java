package dev.multifetch.report;

import dev.multifetch.results.Judge;
import dev.multifetch.results.Ranking;
import dev.multifetch.results.Row;
import dev.multifetch.results.Words;
import java.util.List;
import java.util.Locale;

/// Who leads a ranking.
///
/// @param workload the workload's name
/// @param rows the valid ones, the best first
record Leader(String workload, List<Row> rows) {

  static Leader of(Ranking ranking) {
    return new Leader(ranking.workload(), ranking.rows().stream().filter(Row::ranked).toList());
  }

  /// Half a sentence: which client leads, by how much, and whether that could be chance.
  String clause() {
    Row best = rows.getFirst();
    List<String> peers = inseparable();
    String figure = figure(best);
    if (rows.size() == 1) {
      return "for %s, only %s was measured: %s".formatted(workload, client(best), figure);
    }
    if (Double.isNaN(best.error())) {
      return "for %s, %s came first with %s, but without an interval that proves nothing"
          .formatted(workload, client(best), figure);
    }
    if (peers.isEmpty()) {
      return "for %s, %s is first with %s".formatted(workload, client(best), figure);
    }
    if (peers.size() > 1 && peers.size() == rows.size() - 1) {
      return "for %s, no client is told apart from %s with %s"
          .formatted(workload, client(best), figure);
    }
    return "for %s, %s has the best figure, %s, but it is not told apart from %s"
        .formatted(workload, client(best), figure, Words.listed(peers));
  }

  /// Names of the clients that cannot be told apart from the first.
  private List<String> inseparable() {
    Row best = rows.getFirst();
    return rows.stream()
        .skip(1)
        .filter(other -> !isSameClient(best, other))
        .filter(other -> !other.toldApartFrom(best))
        .map(Leader::client)
        .distinct()
        .toList();
  }

  // One client may occur twice, which tests whether the intervals are wide enough.
  private static boolean isSameClient(Row one, Row other) {
    return one.model().equals(other.model()) && one.transport().equals(other.transport());
  }

  private static String client(Row row) {
    return row.name().replace(Judge.AGAIN, "");
  }

  private static String figure(Row row) {
    // Both are rounded to two digits of the error, as in the page.
    boolean known = row.error() > 0;
    int decimals = known ? 1 - (int) Math.floor(Math.log10(row.error())) : 3;
    String format = "%,." + Math.clamp(decimals, 0, 6) + "f";
    boolean said = known && row.error() < row.score();
    String error = said ? " ± " + String.format(Locale.ROOT, format, row.error()) : "";
    return String.format(Locale.ROOT, format, row.score()) + error + " " + row.unit();
  }
}
