package dev.multifetch.docs;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How much of the differences the model explains, and how much the library: a two-way analysis of
/// variance over models that all run on the same libraries. It uses the logarithms of the scores,
/// because it compares ratios.
record Shares(Results results) {

  private static final List<String> ALL = List.of("blocking", "thread pool", "virtual threads");
  private static final List<String> CONCURRENT = ALL.subList(1, ALL.size());

  List<String> tables() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| workload | models | best : worst | the model's share | the library's | both at once |");
    lines.add("|---|---|---|---|---|---|");
    for (String workload : results.workloads()) {
      for (List<String> models : List.of(ALL, CONCURRENT)) {
        List<List<Row>> grid = grid(workload, models);
        if (!grid.isEmpty()) { // else not measured over two libraries
          lines.add(row(workload, models, grid));
        }
      }
    }
    return lines;
  }

  private static String row(String workload, List<String> models, List<List<Row>> grid) {
    String who = String.join(", ", models);
    List<Row> cells = grid.stream().flatMap(List::stream).toList();
    if (!cells.stream().allMatch(Row::ranked)) {
      return RuleTables.row(workload, who, "–", "–", "–", "–");
    }
    List<Row> order = Row.inOrder(cells);
    String spread = String.format(ROOT, "%.2f", Ratios.times(order.getFirst(), order.getLast()));
    if (order.getFirst().overlaps(order.getLast())) {
      return RuleTables.row(workload, who, spread, "no detectable difference", "–", "–");
    }
    double[][] logs =
        grid.stream()
            .map(rows -> rows.stream().mapToDouble(row -> Math.log(row.score())).toArray())
            .toArray(double[][]::new);
    double whole = mean(cells.stream().mapToDouble(row -> Math.log(row.score())).toArray());
    double total = 0;
    double byLibrary = 0;
    double byModel = 0;
    for (double[] library : logs) {
      byLibrary += library.length * square(mean(library) - whole);
      for (double cell : library) {
        total += square(cell - whole);
      }
    }
    for (int model = 0; model < models.size(); model++) {
      double sum = 0;
      for (double[] library : logs) {
        sum += library[model];
      }
      byModel += logs.length * square(sum / logs.length - whole);
    }
    double rest = Math.max(0, total - byModel - byLibrary);
    return RuleTables.row(
        workload,
        who,
        spread,
        percent(byModel / total),
        percent(byLibrary / total),
        percent(rest / total));
  }

  /// For each library that all of these models run over, their rows in this order.
  private List<List<Row>> grid(String workload, List<String> models) {
    List<List<Row>> grid = new ArrayList<>();
    for (List<Row> rows : Ratios.byLibrary(results.of(workload)).values()) {
      Map<String, Row> byModel = new LinkedHashMap<>();
      rows.forEach(row -> byModel.putIfAbsent(row.model(), row));
      if (byModel.keySet().containsAll(models)) {
        grid.add(rows.stream().filter(row -> models.contains(row.model())).toList());
      }
    }
    return grid.size() > 1 ? grid : List.of();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double square(double value) {
    return value * value;
  }

  private static String percent(double share) {
    return String.format(ROOT, "%.0f %%", 100 * share);
  }
}
