package dev.multifetch.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Tables of what was measured, from the newest files in `benchmarks/results`: `environment`,
/// `WORKLOAD as-shipped`, `WORKLOAD controlled`, `WORKLOAD peers`, `of NAME` for one model in all
/// workloads, `short of NAME` for a chapter, `summary` for the README, and what [Ratios] makes of
/// them.
record ResultTables(Repository repository) implements Block {

  private static final List<String> FIGURES =
      List.of(
          "cpu µs/request",
          "allocated B/request",
          "p50 ms",
          "p99 ms",
          "p99.9 ms",
          "platform threads",
          "resident MiB");

  @Override
  public String opening(String argument) {
    return "";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference, IOException {
    Results results = Results.newest(repository);
    String[] words = argument.split(" ", 2);
    String last = words[words.length - 1];
    return Optional.of(
        switch (last) {
          case "environment" -> environment(results);
          case "summary" -> summary(results);
          case "models" -> new Ratios(results).modelAgainstModel();
          case "libraries" -> new Ratios(results).libraryAgainstLibrary();
          case "shares" -> new Shares(results).tables();
          case "counterparts" -> new Ratios(results).counterparts(words[0]);
          case "as-shipped" -> ranking(results, words[0], List.of("as-shipped"));
          case "controlled" -> controlled(results, words[0]);
          case "peers" -> ranking(results, words[0], List.of("peer", "ceiling"));
          default -> {
            if (words[0].equals("short") && last.startsWith("of ")) {
              yield new ShortResults(results, last.substring("of ".length())).table();
            }
            if (!words[0].equals("of")) {
              throw new BrokenReference("no table " + argument, "see ResultTables");
            }
            yield of(results, last);
          }
        });
  }

  /// What all files have in common, and then a line for each file with the rest.
  private static List<String> environment(Results results) {
    List<JsonNode> all = results.environments();
    List<String> fields = List.copyOf(all.getFirst().propertyNames());
    List<String> common =
        fields.stream()
            .filter(field -> all.stream().map(each -> each.path(field)).distinct().count() == 1)
            .toList();
    List<String> own = new ArrayList<>(fields);
    own.removeAll(common);
    List<String> lines = new ArrayList<>(List.of("| all runs | |", "|---|---|"));
    common.forEach(field -> lines.add(RuleTables.row(field, code(all.getFirst(), field))));
    lines.add("");
    List<String> header = new ArrayList<>(List.of("run"));
    header.addAll(own);
    lines.add(RuleTables.row(header.toArray(String[]::new)));
    lines.add("|---".repeat(header.size()) + "|");
    for (int i = 0; i < all.size(); i++) {
      Path file = results.files().get(i);
      List<String> cells =
          new ArrayList<>(List.of("[%s](/%s)".formatted(file.getFileName(), file)));
      for (String field : own) {
        cells.add(code(all.get(i), field));
      }
      lines.add(RuleTables.row(cells.toArray(String[]::new)));
    }
    for (String warning : results.warnings()) {
      lines.add("");
      lines.add("**Warning:** " + warning + ".");
    }
    return lines;
  }

  private static String code(JsonNode environment, String field) {
    return "`" + text(environment.path(field)) + "`";
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? value.valueStream().map(each -> each.asString()).collect(Collectors.joining(" "))
        : value.asString();
  }

  /// The first facts about each model as shipped.
  private static List<String> summary(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| | requests/s, no delay | 1,000 URLs of 50 ms, 64 at once | 10,000 URLs of 1 s, all at once"
            + " | threads for these | memory for these |");
    lines.add("|---|---|---|---|---|---|");
    for (Row row : results.of("throughput")) {
      if (row.track().equals("as-shipped")
          && !row.name().endsWith(")")) { // not from the repeated measurement
        Optional<Row> waits = asShipped(results, "latency", row.name());
        Optional<Row> crowd = asShipped(results, "fan-out", row.name());
        lines.add(
            RuleTables.row(
                "`" + row.name() + "`",
                cell(Optional.of(row), Row::scored),
                cell(waits, found -> found.scored() + " s"),
                cell(crowd, found -> found.scored() + " s"),
                cell(crowd, found -> found.figure("platform threads")),
                cell(crowd, found -> found.figure("resident MiB") + " MiB")));
      }
    }
    return lines;
  }

  private static Optional<Row> asShipped(Results results, String workload, String name) {
    return results.of(workload).stream()
        .filter(row -> row.name().equals(name) && row.track().equals("as-shipped"))
        .findFirst();
  }

  private static String cell(Optional<Row> row, Function<Row, String> text) {
    return row.filter(Row::ranked).map(text).orElse(Row.NOTHING);
  }

  private static List<String> ranking(Results results, String workload, List<String> tracks) {
    List<Row> rows =
        results.of(workload).stream().filter(row -> tracks.contains(row.track())).toList();
    if (rows.isEmpty()) {
      return List.of("Not measured in %s.".formatted(results.names()));
    }
    return table(results, rows, tracks.getFirst());
  }

  /// A table for each library that more than one model runs over. All differences within one table
  /// come from the models.
  private static List<String> controlled(Results results, String workload) {
    List<String> lines = new ArrayList<>();
    for (List<Row> rows : Ratios.byLibrary(results.of(workload)).values()) {
      if (rows.size() > 1) {
        lines.addAll(lines.isEmpty() ? List.of() : List.of(""));
        lines.add("Over %s:".formatted(rows.getFirst().library()));
        lines.add("");
        lines.addAll(table(results, rows, "controlled"));
      }
    }
    return lines.isEmpty() ? List.of("Not measured in %s.".formatted(results.names())) : lines;
  }

  /// @param track the track whose rows get anchors here: each row must have only one
  private static List<String> table(Results results, List<Row> unordered, String track) {
    List<Row> rows = Row.inOrder(unordered);
    Row first = rows.getFirst();
    double bound = Row.number(results.ceiling(first.workload()));
    List<String> figures =
        FIGURES.stream()
            .filter(name -> rows.stream().anyMatch(row -> row.figures().has(name)))
            .toList();
    List<String> header = new ArrayList<>(List.of("client", "model", "library", first.unit()));
    String against = first.moreIsBetter() ? "of the ceiling" : "times the ideal";
    header.add(Double.isNaN(bound) ? against : against + ", " + Row.digits(bound));
    header.addAll(figures);
    header.add("verdict");
    List<String> lines = new ArrayList<>();
    lines.add(RuleTables.row(header.toArray(String[]::new)));
    lines.add("|---".repeat(header.size()) + "|");
    Row above = first;
    for (Row row : rows) {
      boolean here = row.track().equals(track) || row.track().equals("ceiling");
      String name = here ? "<a id=\"%s\"></a>%s".formatted(row.anchor(), row.name()) : row.name();
      List<String> cells = new ArrayList<>(List.of(name, row.model(), row.library()));
      cells.addAll(List.of(row.scored(), row.compared()));
      figures.forEach(figure -> cells.add(row.figure(figure)));
      cells.add(row.equals(first) ? row.worth() : row.worthBelow(above));
      lines.add(RuleTables.row(cells.toArray(String[]::new)));
      above = row;
    }
    return lines;
  }

  private static List<String> of(Results results, String name) throws BrokenReference {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| client | workload | score | to ceiling or ideal | CPU µs | allocated B | resident MiB | verdict |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (Row row : results.rows()) {
      if (row.name().equals(name) || row.name().equals(name + "-okhttp")) {
        lines.add(
            RuleTables.row(
                row.name(),
                row.link(),
                row.scored() + " " + row.unit(),
                row.compared(),
                row.figure("cpu µs/request"),
                row.figure("allocated B/request"),
                row.figure("resident MiB"),
                row.worth()));
      }
    }
    if (lines.size() == 2) {
      throw new BrokenReference(
          "no row of %s in %s".formatted(name, results.names()), "measure it with --models all");
    }
    return lines;
  }
}
