package dev.multifetch.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Draws the six programs' runs side by side, at one scale: the first takes four times as long.
final class SixTimelines {

  static final Path PICTURE = Path.of("..", "docs", "start", "pictures", "six.svg");

  private static final int WIDTH = 340; // of a panel; two side by side
  private static final int HEIGHT = 228;
  private static final int TOP = 56; // of the first bar in its panel
  private static final int PITCH = 8;
  private static final int SPAN = 4500; // ms
  private static final List<Scene> SCENES =
      List.of(
          Scene.BLOCKING,
          Scene.THREAD_POOL,
          Scene.VIRTUAL_THREADS,
          Scene.FUTURES,
          Scene.REACTIVE,
          Scene.EVENT_LOOP);

  private final StringBuilder svg = new StringBuilder();

  static String draw() throws IOException {
    return new SixTimelines().drawAll();
  }

  private String drawAll() throws IOException {
    int width = 2 * WIDTH;
    int height = SCENES.size() / 2 * HEIGHT + 8;
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"", width, height);
    add(" width=\"%d\" height=\"%d\" role=\"img\" aria-labelledby=\"t\">\n", width, height);
    add("<title id=\"t\">Twenty URLs in six programs, at the same scale</title>\n");
    svg.append(TimelineStyle.CSS);
    add(
        "<rect class=\"paper\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
        width - 1, height - 1);
    for (int i = 0; i < SCENES.size(); i++) {
      panel(SCENES.get(i), i % 2 * WIDTH, i / 2 * HEIGHT);
    }
    return svg.append("</svg>\n").toString();
  }

  private void panel(Scene scene, int left, int top) throws IOException {
    Timeline run = Timeline.read(scene.data());
    add("<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>\n", left + 14, top + 26, scene.title());
    add(
        "<text class=\"quiet\" x=\"%d\" y=\"%d\">%s</text>\n",
        left + 14, top + 43, scene.lesson());
    for (int second = 0; second * 1000 < SPAN; second++) {
      double x = x(left, second * 1000);
      int end = top + TOP + PITCH * PacedServer.URLS;
      add("<path class=\"grid\" d=\"M%.1f %dV%d\"/>\n", x, top + TOP - 3, end);
      add(
          "<text class=\"quiet %s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
          second == 0 ? "" : "mid", x, end + 12, second == 0 ? "0" : second + " s");
    }
    for (Timeline.Request request : run.requests()) {
      double begun = x(left, request.begun());
      add(
          "<rect class=\"c1\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"6\" rx=\"1\"/>\n",
          begun,
          top + TOP + PITCH * (request.url() - 1),
          Math.max(1.5, x(left, request.answered()) - begun));
    }
  }

  private static double x(int left, double ms) {
    return left + 14 + (WIDTH - 28) * Math.min(ms, SPAN) / SPAN;
  }

  @SuppressWarnings("AnnotateFormatMethod") // no annotations of Error Prone on the class path
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
