package dev.multifetch.report;

import static java.util.stream.Collectors.joining;

import dev.multifetch.results.CpuRanking;
import dev.multifetch.results.Ranking;
import dev.multifetch.results.Row;
import dev.multifetch.results.Track;
import dev.multifetch.results.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the rows say in one sentence, and what a reader must know to trust it.
///
/// @param sentence which of the six models as shipped leads, or that none does
/// @param caveat which rows are not ranked; empty if all are
public record Conclusion(String sentence, String caveat) {

  /// Of all rows of a run.
  public static Conclusion of(List<Row> rows) {
    return new Conclusion(sentence(rows), caveat(rows));
  }

  private static String sentence(List<Row> rows) {
    String clauses =
        Stream.concat(Stream.of("throughput", "latency"), rows.stream().map(Row::workload))
            .distinct()
            .flatMap(workload -> shipped(rows, workload))
            .flatMap(Conclusion::clauses)
            .filter(clause -> !clause.isEmpty())
            .collect(joining("; "));
    if (!clauses.isEmpty()) {
      return capitalized(clauses) + ".";
    }
    return rows.isEmpty()
        ? "No answer: nothing was measured."
        : "No answer: no model as shipped has a valid row.";
  }

  /// Who is first, and where CPU decides, who costs the least.
  private static Stream<String> clauses(Ranking ranking) {
    Leader leader = Leader.of(ranking);
    if (leader.rows().isEmpty()) {
      return Stream.of();
    }
    return leader.rows().getFirst().moreIsBetter()
        ? Stream.of(leader.clause(), CpuRanking.of(ranking).clause())
        : Stream.of(leader.clause());
  }

  private static Stream<Ranking> shipped(List<Row> rows, String workload) {
    return Ranking.of(rows).stream()
        .filter(ranking -> ranking.track() == Track.AS_SHIPPED)
        .filter(ranking -> ranking.workload().equals(workload));
  }

  private static String caveat(List<Row> rows) {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    rows.forEach(row -> counts.merge(row.verdict(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (verdict, count) -> {
          String what = meaning(verdict);
          if (!what.isEmpty()) {
            parts.add(count + " " + what);
          }
        });
    return parts.isEmpty()
        ? ""
        : "Of %d rows, these are listed but not ranked: %s."
            .formatted(rows.size(), String.join("; ", parts));
  }

  private static String meaning(Verdict verdict) {
    return switch (verdict) {
      case OK, AT_LEAST, NO_DETECTABLE_DIFFERENCE -> "";
      case INVALID -> "INVALID (something else than the client decided the figure)";
      case DNF -> "DNF (did not finish)";
      case ABSENT -> "ABSENT (not installed)";
    };
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
