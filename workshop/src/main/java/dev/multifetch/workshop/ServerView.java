package dev.multifetch.workshop;

import dev.multifetch.workshop.Report.Seen;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Draws what the server saw: a line for each request, from its coming to its end, on a scale of
/// time that all lines share. Plain characters, 80 columns.
final class ServerView {

  private static final int ROWS = 12;
  private static final int WIDTH = 40;

  private ServerView() {}

  static String draw(List<Seen> served) {
    if (served.isEmpty()) {
      return "The server saw no request.\n";
    }
    double span = Math.max(1, served.stream().mapToDouble(Seen::ended).max().orElse(1));
    String rows =
        served.stream().limit(ROWS).map(seen -> row(seen, span)).collect(Collectors.joining());
    return "What the server saw:%12s0 ms%32s ms\n".formatted("", whole(span))
        + rows
        + (served.size() > ROWS ? "  and %d more\n".formatted(served.size() - ROWS) : "")
        + legend(served);
  }

  private static String row(Seen seen, double span) {
    int from = (int) (seen.begun() / span * (WIDTH - 1));
    int to = Math.max(from, (int) (seen.ended() / span * (WIDTH - 1)));
    String bar = " ".repeat(from) + "=".repeat(to - from) + mark(seen);
    return "  %-22.22s  conn %-3d %s\n".formatted(path(seen), seen.connection(), bar);
  }

  private static String path(Seen seen) {
    return seen.line().replaceFirst(" HTTP/1\\.1$", "");
  }

  private static char mark(Seen seen) {
    return switch (seen.end()) {
      case ANSWERED -> '|';
      case CLIENT_LEFT -> 'x';
      case SERVER_LEFT -> '!';
      case WAITS -> '>';
    };
  }

  private static String legend(List<Seen> served) {
    return served.stream()
        .map(Seen::end)
        .distinct()
        .sorted()
        .map(
            end ->
                switch (end) {
                  case WAITS -> "> still waits";
                  case ANSWERED -> "| answered";
                  case CLIENT_LEFT -> "x your code hung up";
                  case SERVER_LEFT -> "! the server hung up";
                })
        .collect(Collectors.joining("   ", "  ", "\n"));
  }

  private static String whole(double ms) {
    return String.format(Locale.ROOT, "%.0f", ms);
  }
}
