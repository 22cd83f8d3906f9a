package dev.multifetch.start;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// Draws a run: a bar for each URL, and below it a line for each thread. All pictures have the same
/// width and, but for the first model's, the same scale: side by side they are the lesson. A slide
/// shows one half, larger: `#bars` or `#threads`.
final class TimelinePicture {

  private static final int WIDTH = 400; // two side by side on a page, one on a phone
  private static final double LEFT = 46;
  private static final double RIGHT = 390;
  private static final double BARS = 76;
  private static final double PITCH = 9;
  private static final double BAR = 6.5;
  private static final double AXIS = BARS + PITCH * PacedServer.URLS;
  private static final double THREADS = AXIS + 22;
  private static final double NAME = 16;
  private static final double LINE = 8;
  private static final double GAP = 6;
  private static final double LEAST = 540; // high, so that most pictures are as high as the next
  private static final int USUAL = 1250; // ms that all pictures but the first models' show

  private final Timeline run;
  private final Scene scene;
  private final int span;
  private final StringBuilder svg = new StringBuilder();

  private TimelinePicture(Scene scene, Timeline run) {
    this.scene = scene;
    this.run = run;
    this.span = span(run);
  }

  /// How many ms the picture of a run shows.
  static int span(Timeline run) {
    return run.peak() > 1 ? USUAL : 5000;
  }

  static String draw(Scene scene, Timeline run) {
    return new TimelinePicture(scene, run).draw();
  }

  private String draw() {
    Map<Family, List<Timeline.Life>> families = families();
    int lines = families.values().stream().mapToInt(List::size).sum();
    double threadsEnd = THREADS + families.size() * (NAME + GAP) + lines * LINE;
    double height = Math.max(LEAST, threadsEnd + 46);
    head(height);
    axis(height - 46);
    run.requests().forEach(this::bar);
    IntStream.rangeClosed(1, (int) run.connections()).forEach(this::reuse);
    double y = THREADS;
    for (Map.Entry<Family, List<Timeline.Life>> family : families.entrySet()) {
      y = threads(family.getKey(), family.getValue(), y);
    }
    legend(height - 34);
    return svg.append("</svg>\n").toString();
  }

  private Map<Family, List<Timeline.Life>> families() {
    Map<Family, List<Timeline.Life>> families = new LinkedHashMap<>();
    for (Family family : Family.values()) {
      List<Timeline.Life> threads =
          run.threads().stream().filter(t -> t.name().equals(family.shown())).toList();
      if (!threads.isEmpty()) {
        families.put(family, threads);
      }
    }
    return families;
  }

  private void head(double height) {
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %.0f\"", WIDTH, height);
    add(" width=\"%d\" height=\"%.0f\" role=\"img\" aria-labelledby=\"t\">\n", WIDTH, height);
    add("<title id=\"t\">%s: %s. %s</title>\n", scene.title(), scene.summary(run), scene.lesson());
    add("<view id=\"bars\" viewBox=\"0 0 %d %.0f\"/>\n", WIDTH, THREADS - 2);
    add("<view id=\"threads\" viewBox=\"0 %.0f %d %.0f\"/>\n", AXIS, WIDTH, height - AXIS);
    svg.append(TimelineStyle.CSS);
    add(
        "<rect class=\"paper\" x=\".5\" y=\".5\" width=\"%d\" height=\"%.0f\" rx=\"6\"/>\n",
        WIDTH - 1, height - 1);
    text("title", 12, 24, scene.title());
    text("", 12, 43, scene.summary(run));
    text("name", 12, 61, scene.lesson());
  }

  private void axis(double end) {
    if (span > USUAL) {
      add(
          "<rect class=\"usual\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
          LEFT, BARS - 4, x(USUAL) - LEFT, end - BARS + 4);
      text("quiet", x(USUAL) + 5, BARS + 9, "← the other pictures end here");
    }
    int step = span > USUAL ? 1000 : 250;
    for (int ms = 0; ms <= span; ms += step) {
      add("<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>\n", x(ms), BARS - 4, end);
      boolean last = ms + step > span;
      text(
          last ? "quiet end" : "quiet mid",
          last ? RIGHT + 4 : x(ms),
          AXIS + 11,
          ms == 0 ? "0 ms" : "" + ms);
    }
    for (int url : new int[] {1, 5, 10, 15, 20}) {
      text("quiet end", LEFT - 6, BARS + PITCH * (url - 1) + 8, url == 1 ? "URL 1" : "" + url);
    }
  }

  private void bar(Timeline.Request request) {
    double y = BARS + PITCH * (request.url() - 1);
    if (request.begun() > 0) {
      add(
          "<path class=\"turn\" d=\"M%.1f %.1fH%.1f\"/>\n",
          LEFT, y + BAR / 2, x(request.begun()) - 1);
    }
    add(
        "<rect class=\"c%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1\"/>\n",
        colour(request.connection()),
        x(request.begun()),
        y,
        x(request.answered()) - x(request.begun()),
        BAR);
  }

  /// A colour for each connection that is used again, none for others.
  private int colour(int connection) {
    return run.on(connection).size() == 1 ? 0 : (connection - 1) % 6 + 1;
  }

  /// From the end of each request of a connection to the beginning of its next.
  private void reuse(int connection) {
    List<Timeline.Request> requests = new ArrayList<>(run.on(connection));
    requests.sort(Comparator.comparingDouble(Timeline.Request::begun));
    for (int i = 1; i < requests.size(); i++) {
      double from = BARS + PITCH * (requests.get(i - 1).url() - 1) + BAR;
      double to = BARS + PITCH * (requests.get(i).url() - 1);
      add(
          "<rect class=\"c%d next\" x=\"%.1f\" y=\"%.1f\" width=\"1\" height=\"%.1f\"/>\n",
          colour(connection), x(requests.get(i).begun()), Math.min(from, to), Math.abs(to - from));
    }
  }

  private double threads(Family family, List<Timeline.Life> threads, double top) {
    String count = threads.size() == 1 ? "" : " × " + threads.size();
    add(
        "<text x=\"12\" y=\"%.1f\"><tspan class=\"name\">%s%s</tspan><tspan class=\"quiet\""
            + " dx=\"7\">%s</tspan></text>\n",
        top + 12, family.shown(), count, scene.role(family));
    double y = top + NAME;
    for (Timeline.Life thread : threads) {
      thread(thread, y + LINE / 2);
      y += LINE;
    }
    return y + GAP;
  }

  private void thread(Timeline.Life thread, double y) {
    add("<path class=\"life\" d=\"M%.1f %.1fH%.1f\"/>\n", x(thread.first()), y, x(thread.last()));
    for (Timeline.Ran ran : thread.ran()) {
      double height = 3 + 4 * Math.sqrt(ran.share() / 100);
      add(
          "<rect class=\"ran\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
          x(ran.from()), y - height / 2, x(ran.to()) - x(ran.from()), height);
    }
  }

  private void legend(double y) {
    boolean again = run.connections() < run.requests().size();
    add(
        "<rect class=\"c%d\" x=\"12\" y=\"%.1f\" width=\"14\" height=\"%.1f\" rx=\"1\"/>\n",
        again ? 1 : 0, y, BAR);
    text(
        "quiet",
        32,
        y + 8,
        again ? "request; a colour is a connection" : "request, with its own connection");
    add("<path class=\"turn\" d=\"M262 %.1fH282\"/>\n", y + 4);
    text("quiet", 288, y + 8, "waits its turn");
    add("<path class=\"life\" d=\"M12 %.1fH26\"/>\n", y + 22);
    text("quiet", 32, y + 26, "thread waits");
    add("<rect class=\"ran\" x=\"120\" y=\"%.1f\" width=\"14\" height=\"6\"/>\n", y + 19);
    text("quiet", 140, y + 26, "thread runs; the thicker, the more");
  }

  private double x(double ms) {
    return LEFT + (RIGHT - LEFT) * Math.clamp(ms, 0, span) / span;
  }

  private void text(String style, double x, double y, String text) {
    add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", style, x, y, text);
  }

  @SuppressWarnings("AnnotateFormatMethod") // no annotations of Error Prone on the class path
  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
