package dev.multifetch.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The totals of the scorecards as an SVG of stacked bars, from the table in the document. It has
/// colours for light and for dark, and a number in each part of a bar.
final class ScorecardPicture {

  private static final Pattern NAME = Pattern.compile("\\[(.*?)(\\.java)?]\\(.*\\)");
  private static final int WIDTH = 480;
  private static final int ROW = 42;
  private static final int TOP = 154;
  private static final int LEFT = 8;
  private static final int BAR = WIDTH - 2 * LEFT;

  /// A row of the table.
  record Bar(String name, boolean program, List<Integer> counts, String lines) {}

  private ScorecardPicture() {}

  /// The rows below the marker of the totals.
  static List<Bar> bars(Document document) {
    List<Bar> bars = new ArrayList<>();
    int from = document.lines().indexOf("<!-- scorecard: totals -->");
    int to =
        from < 0
            ? -1
            : from
                + document
                    .lines()
                    .subList(from, document.lines().size())
                    .indexOf("<!-- scorecard: end -->");
    for (int i = from + 3; i < to; i++) {
      String[] cells = document.lines().get(i).split("\\|", -1);
      Matcher name = NAME.matcher(cells[1].strip());
      if (name.matches()) {
        List<Integer> counts = new ArrayList<>();
        for (int cell = 2; cell < cells.length - 2; cell++) {
          counts.add(Integer.parseInt(cells[cell].strip()));
        }
        String lines = cells[cells.length - 2].strip();
        bars.add(new Bar(name.group(1), name.group(2) != null, counts, lines));
      }
    }
    return bars;
  }

  static List<String> draw(List<Bar> bars) {
    int height = TOP + ROW * bars.size() + 34;
    List<String> svg = new ArrayList<>();
    svg.add(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
        role="img" aria-labelledby="title">
        <title id="title">How many faults each program and each module gets over</title>
        <style>
        svg { --back: #ffffff; --text: #1f2328; --quiet: #59636e; --v0: #8fd19e; --v1: #f5a19a; \
        --v2: #f2d479; --v3: #c9b3f2; --v4: #b4bcc6; --ink: #1f2328; }
        @media (prefers-color-scheme: dark) { svg { --back: #0d1117; --text: #e6edf3; \
        --quiet: #9198a1; --v0: #2b6b3f; --v1: #93352f; --v2: #75590f; --v3: #5b4391; \
        --v4: #4a545f; --ink: #f0f6fc; } }
        text { font: 14px system-ui, sans-serif; fill: var(--text); }
        .title { font-size: 18px; font-weight: 600; }
        .quiet { fill: var(--quiet); }
        .count { fill: var(--ink); text-anchor: middle; font-size: 13px; }
        .right { text-anchor: end; }
        .v0 { fill: var(--v0); } .v1 { fill: var(--v1); } .v2 { fill: var(--v2); }
        .v3 { fill: var(--v3); } .v4 { fill: var(--v4); }
        .v5 { fill: none; stroke: var(--quiet); stroke-dasharray: 3 3; }
        </style>
        <rect width="%1$d" height="%2$d" fill="var(--back)"/>"""
            .formatted(WIDTH, height));
    svg.add(text(LEFT, 26, "title", "What becomes of each fault"));
    Scorecard.Verdict[] verdicts = Scorecard.Verdict.values();
    for (int i = 0; i < verdicts.length; i++) {
      int x = LEFT + (i % 2) * (BAR / 2);
      int y = 44 + (i / 2) * 26;
      svg.add(rectangle(i, x, y, 22));
      svg.add(text(x + 11, y + 14, "count", verdicts[i].symbol));
      svg.add(text(x + 30, y + 14, "", verdicts[i].words));
    }
    svg.add(text(LEFT, TOP - 14, "quiet", "program or module"));
    svg.add(text(WIDTH - LEFT, TOP - 14, "quiet right", "lines of code"));
    for (int i = 0; i < bars.size(); i++) {
      boolean module = !bars.get(i).program();
      draw(bars.get(i), TOP + i * ROW + (module ? 24 : 0), svg);
    }
    svg.add("</svg>");
    return svg.stream().flatMap(String::lines).toList();
  }

  private static void draw(Bar bar, int y, List<String> svg) {
    svg.add(text(LEFT, y + 12, "", bar.name()));
    svg.add(text(WIDTH - LEFT, y + 12, "right", bar.lines()));
    int all = bar.counts().stream().mapToInt(Integer::intValue).sum();
    double x = LEFT;
    for (int i = 0; i < bar.counts().size(); i++) {
      int count = bar.counts().get(i);
      double width = (double) BAR * count / all;
      if (count > 0) {
        svg.add(rectangle(i, x, y + 17, width - 1.5));
        svg.add(text(x + (width - 1.5) / 2, y + 30, "count", "" + count));
      }
      x += width;
    }
  }

  private static String rectangle(int verdict, double x, double y, double width) {
    return String.format(
        Locale.ROOT,
        "<rect class=\"v%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"18\" rx=\"2\"/>",
        verdict,
        x,
        y,
        width);
  }

  private static String text(double x, double y, String style, String words) {
    return String.format(
        Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, words);
  }
}
