package dev.multifetch.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The table of a chapter: one model in four workloads, each explained in its row. The comparison
/// has all workloads, all clients and all figures.
///
/// @param name of the client, such as `thread-pool`
record ShortResults(Results results, String name) {

  private static final Map<String, String> WORKLOADS = new LinkedHashMap<>();

  static {
    WORKLOADS.put("throughput", "1 KiB each, no delay, up to 64 at once");
    WORKLOADS.put("latency", "1,000 URLs of 50 ms each, up to 64 at once");
    WORKLOADS.put("fan-out", "10,000 URLs of 1 s each, all at once");
    WORKLOADS.put("large", "1 MiB each, no delay, up to 64 at once");
  }

  List<String> table() throws BrokenReference {
    List<String> lines = new ArrayList<>();
    lines.add("| workload | this model | best possible | CPU for a request | memory |");
    lines.add("|---|---|---|---|---|");
    for (String workload : WORKLOADS.keySet()) {
      row(workload).map(this::line).ifPresent(lines::add);
    }
    if (lines.size() == 2) {
      throw new BrokenReference(
          "no row of %s in %s".formatted(name, results.names()), "measure it with --models all");
    }
    return lines;
  }

  private Optional<Row> row(String workload) {
    return results.of(workload).stream()
        .filter(row -> row.name().equals(name) && row.track().equals("as-shipped"))
        .findFirst();
  }

  private String line(Row row) {
    return RuleTables.row(
        "`%s`: %s".formatted(row.workload(), WORKLOADS.get(row.workload())),
        score(row),
        best(row),
        with("µs", row.figure("cpu µs/request")),
        with("MiB", row.figure("resident MiB")));
  }

  /// A row that must not be compared says why, in the place of its score.
  private static String score(Row row) {
    if (!row.ranked()) {
      return row.worth();
    }
    String score = with(row.unit(), row.scored());
    return row.reason().isEmpty() ? score : "%s (%s)".formatted(score, row.reason());
  }

  private String best(Row row) {
    JsonNode best = results.ceiling(row.workload());
    return with(row.unit(), Row.digits(Row.number(best)));
  }

  private static String with(String unit, String figure) {
    return figure.equals(Row.NOTHING) ? figure : figure + " " + unit;
  }
}
