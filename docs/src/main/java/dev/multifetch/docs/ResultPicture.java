package dev.multifetch.docs;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The models as shipped as groups of bars, drawn from the newest results as an SVG. It is narrow,
/// so that a phone shows its words large enough, and it has its own background in light and in
/// dark.
record ResultPicture(Results results) {

  static final String FILE = "docs/comparison/pictures/models.svg";

  private static final int WIDTH = 440;
  private static final int MARGIN = 14;
  private static final int BARS = 166; // the names are to its left
  private static final int LONGEST = 184; // the figures are to its right
  private static final int LINE = 22;

  /// One group of bars.
  ///
  /// @param figure which figure of the row, or the score if there is none
  private record Group(String title, String note, String workload, String figure, String unit) {

    double value(Row row) {
      return figure.isEmpty() ? row.score() : Row.number(row.figures().path(figure));
    }

    double error(Row row) {
      return figure.isEmpty() && !Double.isNaN(row.error()) ? row.error() : 0;
    }

    String text(Row row) {
      return (figure.isEmpty() ? Row.digits(row.score()) : row.figure(figure)) + unit;
    }
  }

  private static final List<Group> GROUPS =
      List.of(
          new Group("No waiting: requests a second", "longer is better", "throughput", "", ""),
          new Group(
              "1,000 URLs of 50 ms, 64 at once: time", "shorter is better", "latency", "", " s"),
          new Group(
              "10,000 URLs of 1 s, all at once: time", "shorter is better", "fan-out", "", " s"),
          new Group(
              "The same 10,000 URLs: memory",
              "shorter is better",
              "fan-out",
              "resident MiB",
              " MiB"));

  List<String> svg() {
    List<String> drawn = new ArrayList<>();
    int y = MARGIN;
    for (Group group : GROUPS) {
      List<Row> rows = rows(group.workload);
      drawn.addAll(draw(group, rows, y));
      y += (rows.size() + 2) * LINE + LINE;
    }
    JsonNode run = results.environments().getFirst();
    drawn.add(text("note", MARGIN, y, "The thin line is the 99.9 % interval. Measured on"));
    y += LINE - 4;
    String date = run.path("date").asString();
    String where =
        "%s, %s cores, %s, JDK %s"
            .formatted(
                date.substring(0, Math.min(10, date.length())),
                run.path("cores").asString(),
                run.path("cpu").asString(),
                run.path("jdk").asString().replaceFirst(".* ", ""));
    drawn.add(text("note", MARGIN, y, where));
    return Stream.of(head(y + MARGIN), drawn, List.of("</svg>")).flatMap(List::stream).toList();
  }

  private List<Row> rows(String workload) {
    return results.of(workload).stream()
        .filter(row -> row.track().equals("as-shipped") && !row.name().endsWith(")"))
        .sorted(Comparator.comparingInt(row -> Ratios.MODELS.indexOf(row.model())))
        .toList();
  }

  private static List<String> draw(Group group, List<Row> rows, int top) {
    double most =
        rows.stream()
            .filter(Row::ranked)
            .mapToDouble(row -> group.value(row) + group.error(row))
            .max()
            .orElse(1);
    List<String> lines = new ArrayList<>();
    int y = top + LINE - 6;
    lines.add(text("title", MARGIN, y, group.title));
    y += LINE - 4;
    lines.add(text("note", MARGIN, y, group.note));
    for (Row row : rows) {
      y += LINE;
      lines.add(text("name", MARGIN, y, row.name()));
      if (row.ranked()) {
        lines.addAll(bar(group, row, LONGEST / most, y));
      } else {
        boolean unfinished = row.verdict().equals("dnf"); // "one batch would take ...: choose ..."
        lines.add(text("note", BARS, y, unfinished ? row.reason().split(":")[0] : row.verdict()));
      }
    }
    return lines;
  }

  private static List<String> bar(Group group, Row row, double scale, int y) {
    double end = BARS + Math.max(1, scale * group.value(row));
    double low = Math.max(BARS, end - scale * group.error(row));
    double high = end + scale * group.error(row);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            ROOT,
            "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"13\"/>",
            BARS,
            y - 12,
            end - BARS));
    if (high > end) {
      lines.add(
          String.format(ROOT, "<path class=\"error\" d=\"M%.1f %.1fH%.1f\"/>", low, y - 5.5, high));
    }
    lines.add(text("name", (int) Math.ceil(high) + 6, y, group.text(row)));
    return lines;
  }

  private static String text(String kind, int x, int y, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(kind, x, y, escaped);
  }

  private static List<String> head(int height) {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
        <title>Six models, as shipped: rate, time and memory</title>
        <style>
        .ground { fill: #ffffff; }
        text { fill: #1f2328; font: 15px system-ui, "Segoe UI", Roboto, Arial, sans-serif; }
        .title { font-weight: 600; }
        .note { fill: #59636e; font-size: 14px; }
        .bar { fill: #4c8bd6; }
        .error { stroke: #1f2328; stroke-width: 1.5; }
        @media (prefers-color-scheme: dark) {
        .ground { fill: #0d1117; }
        text { fill: #f0f6fc; }
        .note { fill: #a5afba; }
        .error { stroke: #f0f6fc; }
        }
        </style>
        <rect class="ground" width="%1$d" height="%2$d"/>
        """
        .formatted(WIDTH, height)
        .lines()
        .toList();
  }
}
