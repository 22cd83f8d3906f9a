package dev.multifetch.docs;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How many times better one client is than another. More than one is better, whether the score is
/// a rate or a time.
record Ratios(Results results) {

  static final List<String> MODELS =
      List.of(
          "blocking",
          "thread pool",
          "virtual threads",
          "CompletableFuture",
          "reactive streams",
          "event loop");

  /// Which clients to compare: a model, the bare loop over its library (for `netty` another client
  /// over the same library), and its counterpart in Python.
  private record Counterparts(String model, String bare, String python) {}

  private static final List<Counterparts> COUNTERPARTS =
      List.of(
          new Counterparts("blocking", "bare-apache-sequential", "python-requests-sequential"),
          new Counterparts("thread-pool", "bare-apache-threads", "python-requests-threads"),
          new Counterparts("virtual-threads", "bare-apache-virtual", "python-requests-threads"),
          new Counterparts("completablefuture", "bare-apache-async", "python-aiohttp"),
          new Counterparts("reactive", "bare-apache-async", "python-aiohttp"),
          new Counterparts("netty", "vertx", "python-aiohttp"));

  /// The library stays, the model changes.
  List<String> modelAgainstModel() {
    return pairs("library", "model against model", Row::library, Row::model);
  }

  /// The model stays, the library changes.
  List<String> libraryAgainstLibrary() {
    return pairs("model", "library against library", Row::model, Row::library);
  }

  private List<String> pairs(
      String same, String against, Function<Row, String> fixed, Function<Row, String> varied) {
    List<String> workloads = results.workloads();
    List<String> lines = new ArrayList<>();
    lines.add(
        "| %s | %s | %s | geometric mean |"
            .formatted(same, against, String.join(" | ", workloads)));
    lines.add("|---".repeat(workloads.size() + 3) + "|");
    for (List<Row> group : grouped(ours(results.rows()), fixed).values()) {
      List<String> kinds = group.stream().map(varied).distinct().toList();
      for (int i = 1; i < kinds.size(); i++) {
        Map<String, Row> one = byWorkload(group, varied, kinds.get(i));
        Map<String, Row> other = byWorkload(group, varied, kinds.get(i - 1));
        List<String> cells = new ArrayList<>();
        cells.add(fixed.apply(group.getFirst()));
        cells.add(kinds.get(i) + " : " + kinds.get(i - 1));
        double sum = 0;
        int count = 0;
        for (String workload : workloads) {
          Optional<Row> a = Optional.ofNullable(one.get(workload));
          Optional<Row> b = Optional.ofNullable(other.get(workload));
          cells.add(ratio(a, b));
          if (comparable(a, b)) {
            sum += Math.log(times(a.get(), b.get()));
            count++;
          }
        }
        cells.add(count == 0 ? "–" : "%.2f".formatted(Math.exp(sum / count)));
        lines.add(RuleTables.row(cells.toArray(String[]::new)));
      }
    }
    return lines;
  }

  /// Each model as shipped against its bare loop and against its counterpart in Python.
  List<String> counterparts(String workload) {
    List<String> lines = new ArrayList<>();
    lines.add("| model | against | times | against, in Python | times | as tutorials have it |");
    lines.add("|---|---|---|---|---|---|");
    for (Counterparts each : COUNTERPARTS) {
      Optional<Row> model = find(workload, each.model);
      lines.add(
          RuleTables.row(
              each.model,
              each.bare,
              ratio(model, find(workload, each.bare)),
              each.python,
              ratio(model, find(workload, each.python)),
              ratio(model, find(workload, each.python + "-tutorial"))));
    }
    return lines;
  }

  private Optional<Row> find(String workload, String name) {
    return results.of(workload).stream().filter(row -> row.name().equals(name)).findFirst();
  }

  /// Our clients, by library, with the models in the order of their chapters.
  static Map<String, List<Row>> byLibrary(List<Row> rows) {
    return grouped(ours(rows), Row::library);
  }

  private static List<Row> ours(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.track().equals("as-shipped") || row.track().equals("controlled"))
        .filter(row -> !row.name().endsWith(" (again)")) // a client that was measured a second time
        .sorted(Comparator.comparing(Row::library).thenComparingInt(r -> MODELS.indexOf(r.model())))
        .toList();
  }

  private static Map<String, List<Row>> grouped(Collection<Row> rows, Function<Row, String> by) {
    return rows.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }

  private static Map<String, Row> byWorkload(
      List<Row> rows, Function<Row, String> varied, String kind) {
    return rows.stream()
        .filter(row -> varied.apply(row).equals(kind))
        .collect(Collectors.toMap(Row::workload, Function.identity(), (first, _) -> first));
  }

  private static boolean comparable(Optional<Row> one, Optional<Row> other) {
    return one.filter(Row::ranked).isPresent() && other.filter(Row::ranked).isPresent();
  }

  static double times(Row one, Row other) {
    return one.moreIsBetter() ? one.score() / other.score() : other.score() / one.score();
  }

  /// Such as `1.32 (1.25 to 1.40)`: from the ends of both intervals that are farthest apart, which
  /// is wider than necessary; `(=)` if the intervals overlap.
  private static String ratio(Optional<Row> one, Optional<Row> other) {
    if (!comparable(one, other)) {
      return "–";
    }
    Row a = one.get().moreIsBetter() ? one.get() : other.get();
    Row b = one.get().moreIsBetter() ? other.get() : one.get();
    double ratio = a.score() / b.score();
    if (a.overlaps(b)) {
      return String.format(ROOT, "%.2f (=)", ratio);
    }
    double low = (a.score() - a.error()) / (b.score() + b.error());
    double high = (a.score() + a.error()) / (b.score() - b.error());
    return b.score() > b.error() && low > 0
        ? String.format(ROOT, "%.2f (%.2f to %.2f)", ratio, low, high)
        : String.format(ROOT, "%.2f", ratio);
  }
}
