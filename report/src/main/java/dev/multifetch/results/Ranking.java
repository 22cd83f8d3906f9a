package dev.multifetch.results;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// Rows that may be compared with each other, the best first, and after them the rows without a
/// score to compare.
///
/// @param workload the workload's name
/// @param track the group that is ranked; models over one library are ranked together, whatever
///   their own track
/// @param title the track in words, such as `as shipped` or `over OkHttp 5`
/// @param rows each with its verdict in this ranking
public record Ranking(String workload, Track track, String title, List<Row> rows) {

  public Ranking {
    rows = List.copyOf(rows);
  }

  /// All rankings of these rows, by workload in the order of the rows. A model as shipped may be in
  /// two rankings: one for its track and one for its library.
  public static List<Ranking> of(List<Row> rows) {
    List<Ranking> rankings = new ArrayList<>();
    grouped(rows, Row::workload).forEach(all -> rankings.addAll(ofOneWorkload(all)));
    return rankings;
  }

  /// Each row once, in the ranking of its own track and with its verdict there.
  static List<Row> inOrder(List<Row> rows) {
    return of(rows).stream()
        .flatMap(ranking -> ranking.rows.stream().filter(row -> row.track().equals(ranking.track)))
        .toList();
  }

  private static List<Ranking> ofOneWorkload(List<Row> rows) {
    List<Ranking> rankings = new ArrayList<>();
    add(rankings, Track.AS_SHIPPED, "as shipped", only(rows, Track.AS_SHIPPED));
    List<Row> models =
        rows.stream().filter(row -> row.track().compareTo(Track.CONTROLLED) <= 0).toList();
    for (List<Row> library : grouped(models, Row::transport)) {
      if (library.stream().anyMatch(row -> row.track() == Track.CONTROLLED)) {
        add(rankings, Track.CONTROLLED, "over " + library.getFirst().transport(), library);
      }
    }
    add(rankings, Track.PEER, "other clients", only(rows, Track.PEER));
    add(rankings, Track.CEILING, "the origin's ceiling", only(rows, Track.CEILING));
    return rankings;
  }

  private static void add(List<Ranking> rankings, Track track, String title, List<Row> rows) {
    if (!rows.isEmpty()) {
      rankings.add(new Ranking(rows.getFirst().workload(), track, title, ranked(rows)));
    }
  }

  private static List<Row> ranked(List<Row> rows) {
    List<Row> ranked = new ArrayList<>();
    for (Row row : rows.stream().filter(Row::ranked).sorted(bestFirst()).toList()) {
      ranked.add(ranked.isEmpty() ? row.toldApart() : row.behind(ranked.getLast()));
    }
    rows.stream()
        .filter(Predicate.not(Row::ranked))
        .sorted(Comparator.comparing(Row::verdict))
        .forEach(ranked::add);
    return ranked;
  }

  private static Comparator<Row> bestFirst() {
    return Comparator.comparingDouble(row -> row.moreIsBetter() ? -row.score() : row.score());
  }

  private static List<Row> only(List<Row> rows, Track track) {
    return rows.stream().filter(row -> row.track() == track).toList();
  }

  private static List<List<Row>> grouped(List<Row> rows, Function<Row, String> by) {
    Map<String, List<Row>> groups =
        rows.stream().collect(groupingBy(by, LinkedHashMap::new, toList()));
    return List.copyOf(groups.values());
  }
}
