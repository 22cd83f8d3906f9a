package dev.multifetch.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/// Draws recorded runs as small panels of bars, up to three side by side, at one scale. The text is
/// large, because the panels also stand on a slide.
final class SmallTimelines {

  private static final int WIDTH = 340; // of a panel
  private static final int TOP = 84; // of the first bar in its panel
  private static final int PITCH = 6;
  private static final double BAR = 4.5;
  private static final int FOOT = 28;
  private static final int LETTERS = 32; // in a line

  private static final String LESSON = "<text class=\"quiet\" x=\"%d\" y=\"%d\">%s</text>\n";

  private final int span; // ms
  private final int height; // of a panel
  private final ToIntFunction<Timeline.Request> row;
  private final StringBuilder svg = new StringBuilder();

  private SmallTimelines(int span, ToIntFunction<Timeline.Request> row) {
    this.span = span;
    this.height = TOP + PITCH * PacedServer.URLS + FOOT;
    this.row = row;
  }

  /// What a panel says above its bars.
  private record Panel(Scene scene, String title, String lesson) {

    static Panel of(Scene scene) {
      return new Panel(scene, scene.title(), scene.lesson());
    }
  }

  static Path path(String name) {
    return Path.of("..", "docs", "start", "pictures", name + ".svg");
  }

  /// The six programs. The first takes four times as long as the others.
  static String six() throws IOException {
    return new SmallTimelines(4500, Timeline.Request::url)
        .draw(
            "Twenty URLs in six programs, at the same scale",
            List.of(
                Panel.of(Scene.BLOCKING),
                Panel.of(Scene.THREAD_POOL),
                Panel.of(Scene.VIRTUAL_THREADS),
                Panel.of(Scene.FUTURES),
                Panel.of(Scene.REACTIVE),
                Panel.of(Scene.EVENT_LOOP)));
  }

  /// A row for each connection, and not for each URL.
  static String connections() throws IOException {
    return new SmallTimelines(1250, Timeline.Request::connection)
        .draw(
            "Twenty requests over twenty connections, and over five",
            List.of(
                new Panel(
                    Scene.EVENT_LOOP, "20 connections", "A new connection for each of 20 requests"),
                new Panel(
                    Scene.THREAD_POOL, "5 connections", "Each is kept for the next request")));
  }

  private String draw(String title, List<Panel> panels) throws IOException {
    int columns = Math.min(3, panels.size());
    int width = columns * WIDTH;
    int total = panels.size() / columns * height + 8;
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"", width, total);
    add(" width=\"%d\" height=\"%d\" role=\"img\" aria-labelledby=\"t\">\n", width, total);
    add("<title id=\"t\">%s</title>\n", title);
    svg.append(TimelineStyle.CSS);
    add("<style>svg { font-size: 18px } .title { font-size: 22px }</style>\n");
    add(
        "<rect class=\"paper\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
        width - 1, total - 1);
    for (int i = 0; i < panels.size(); i++) {
      panel(panels.get(i), i % columns * WIDTH, i / columns * height);
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(Panel panel, int left, int top) throws IOException {
    add("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>\n", left + 14, top + 26, panel.title());
    int second = panel.lesson().lastIndexOf(' ', LETTERS) + 1; // a space ends the first line
    add(LESSON, left + 14, top + 49, panel.lesson().substring(0, second).strip());
    add(LESSON, left + 14, top + 71, panel.lesson().substring(second));
    int end = top + TOP + PITCH * PacedServer.URLS;
    int step = span > 2000 ? 1000 : 500;
    for (int ms = 0; ms < span; ms += step) {
      add("<path class=\"grid\" d=\"M%.1f %dV%d\"/>\n", x(left, ms), top + TOP - 3, end);
      String style = ms == 0 ? "quiet" : "quiet mid";
      String label = ms == 0 ? "0" : ms % 1000 == 0 ? ms / 1000 + " s" : ms / 1000.0 + " s";
      add(
          "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
          style, x(left, ms), end + 17, label);
    }
    for (Timeline.Request request : Timeline.read(panel.scene().data()).requests()) {
      double begun = x(left, request.begun());
      add(
          "<rect class=\"c1\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%.1f\" rx=\"1\"/>\n",
          begun,
          top + TOP + PITCH * (row.applyAsInt(request) - 1),
          Math.max(1.5, x(left, request.answered()) - begun - 0.5),
          BAR);
    }
  }

  private double x(int left, double ms) {
    return left + 14 + (WIDTH - 28) * Math.min(ms, span) / span;
  }

  @SuppressWarnings("AnnotateFormatMethod") // no annotations of Error Prone on the class path
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
