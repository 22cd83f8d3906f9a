package dev.multifetch.docs;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One client in one workload, and its figures as people read them. A figure that was not measured
/// is NaN.
///
/// @param error half the width of the 99.9 % confidence interval
/// @param ratio score to ceiling if more is better, score to ideal if less is
/// @param figures the further ones, by name
record Row(
    String name,
    String model,
    String library,
    String track,
    String workload,
    double score,
    double error,
    String unit,
    double ratio,
    String verdict,
    String reason,
    JsonNode figures) {

  static final String NOTHING = "–";

  static Row of(JsonNode row) {
    return new Row(
        row.required("name").asString(),
        row.required("model").asString(),
        row.required("transport").asString(),
        row.required("track").asString(),
        row.required("workload").asString(),
        number(row.required("score")),
        number(row.required("error")),
        row.required("unit").asString(),
        number(row.required("ratio")),
        row.required("verdict").asString(),
        row.required("reason").asString(),
        row.path("figures"));
  }

  static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }

  /// The best first, and after them the rows whose figure must not be compared.
  static List<Row> inOrder(List<Row> rows) {
    List<Row> order = new ArrayList<>(rows.stream().filter(Row::ranked).toList());
    order.sort(Comparator.comparingDouble(row -> row.moreIsBetter() ? -row.score : row.score));
    rows.stream().filter(row -> !row.ranked()).forEach(order::add);
    return order;
  }

  boolean isOfSameClient(Row other) {
    return name.equals(other.name)
        && library.equals(other.library)
        && track.equals(other.track)
        && workload.equals(other.workload);
  }

  boolean ranked() {
    return List.of("ok", "at-least", "no-detectable-difference").contains(verdict);
  }

  boolean moreIsBetter() {
    return unit.endsWith("/s");
  }

  /// Whether this and the other may be equal, as far as the measurement shows.
  boolean overlaps(Row other) {
    return !(Math.abs(score - other.score) > error + other.error);
  }

  /// The name of this row's anchor, for links.
  String anchor() {
    return (workload + "-" + name).replaceAll("[^a-z0-9-]+", "-").replaceAll("-$", "");
  }

  /// A link to the row: each workload has its own page.
  String link() {
    return "[%s](/docs/comparison/%s.md#%s)".formatted(workload, workload, anchor());
  }

  /// Such as `112,300 ± 2,400`.
  String scored() {
    return digits(score) + (Double.isNaN(error) ? "" : " ± " + digits(error));
  }

  /// Such as `0.613 (0.601 to 0.624)`: the ratio and its interval.
  String compared() {
    if (Double.isNaN(ratio)) {
      return NOTHING;
    }
    double low = number(figures.path("ratio low"));
    double high = number(figures.path("ratio high"));
    String interval =
        Double.isNaN(low + high) ? "" : String.format(ROOT, " (%.3f to %.3f)", low, high);
    return String.format(ROOT, "%.3f", ratio) + interval;
  }

  String figure(String name) {
    double value = number(figures.path(name));
    return value == Math.rint(value) ? String.format(ROOT, "%,.0f", value) : digits(value);
  }

  /// What the row is worth by itself.
  String worth() {
    String words =
        switch (verdict) {
          case "ok", "no-detectable-difference" -> "ok";
          case "at-least" -> "at least";
          case "invalid" -> "**INVALID**";
          case "dnf" -> "did not finish";
          default -> verdict;
        };
    return reason.isEmpty() ? words : words + ": " + reason;
  }

  /// The same, right below another in a table.
  String worthBelow(Row above) {
    boolean told = !ranked() || !above.ranked() || !overlaps(above);
    return told ? worth() : worth().replaceFirst("ok", "not told apart from the row above");
  }

  /// With four significant digits: more would not be credible.
  static String digits(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    double size = Math.abs(value);
    return String.format(
        ROOT, size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f", value);
  }
}
