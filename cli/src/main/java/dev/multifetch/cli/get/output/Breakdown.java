package dev.multifetch.cli.get.output;

import dev.multifetch.cli.get.input.Input;
import dev.multifetch.cli.get.input.UnicodeHost;
import dev.multifetch.cli.get.output.Result.Failure;
import dev.multifetch.cli.get.output.Result.Skipped;
import dev.multifetch.cli.get.output.Result.Success;
import dev.multifetch.http.Origin;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;

/// Counts the URLs of a run by outcome and by host, and keeps the slowest. A list may have any
/// number of hosts, so this counts a limited number of them apart.
final class Breakdown {

  private static final int MOST_HOSTS = 10_000;
  private static final int SHOWN = 10;
  private static final int WIDTH = 79; // a terminal has 80 columns, and some wrap in the last
  private static final String OTHER_HOSTS = "(other hosts)";

  private static final class Count {
    private long urls;
    private long failed;
    private long bytes;
    private long millis;
  }

  private record Slow(long millis, String url) {}

  private final Map<String, Count> outcomes = new HashMap<>();
  private final Map<String, Count> hosts = new HashMap<>();
  private final Queue<Slow> slowest = new PriorityQueue<>(Comparator.comparingLong(Slow::millis));

  void add(Result result, boolean failed) {
    String outcome =
        switch (result) {
          case Success success -> "status " + success.fetched().status();
          case Skipped _ -> "SKIPPED";
          case Failure failure -> failure.kind().name();
        };
    add(outcomes.computeIfAbsent(outcome, _ -> new Count()), result, failed);
    host(result.input()).ifPresent(host -> add(countOf(host), result, failed));
    slowest.add(new Slow(result.millis(), result.input().text()));
    if (slowest.size() > SHOWN) {
      slowest.remove();
    }
  }

  /// The host as a person writes it, with its port if that is not the usual one.
  private static Optional<String> host(Input input) {
    try {
      return Origin.named(input.url()).map(Breakdown::shown);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private static String shown(Origin origin) {
    boolean usual = origin.port() == (origin.secure() ? 443 : 80);
    String host = origin.host().contains(":") ? "[" + origin.host() + "]" : origin.host();
    return UnicodeHost.shown(host) + (usual ? "" : ":" + origin.port());
  }

  private Count countOf(String host) {
    boolean apart = hosts.containsKey(host) || hosts.size() < MOST_HOSTS;
    return hosts.computeIfAbsent(apart ? host : OTHER_HOSTS, _ -> new Count());
  }

  private static void add(Count count, Result result, boolean failed) {
    count.urls++;
    count.failed += failed ? 1 : 0;
    count.bytes += result instanceof Success success ? success.fetched().bodyBytes() : 0;
    count.millis += result.millis();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    table("outcome", outcomes, Comparator.comparingLong(count -> -count.urls), lines);
    table(
        "host",
        hosts,
        Comparator.<Count>comparingLong(count -> -count.failed)
            .thenComparingLong(count -> -count.urls),
        lines);
    lines.add("slowest, in ms");
    slowest.stream()
        .sorted(Comparator.comparingLong(slow -> -slow.millis))
        .forEach(slow -> lines.add(cut("  %9d %s".formatted(slow.millis, slow.url), WIDTH)));
    return lines;
  }

  private static void table(
      String title, Map<String, Count> counts, Comparator<Count> order, List<String> lines) {
    lines.add("%-38s %9s %9s %11s %8s".formatted(title, "URLs", "failed", "size", "mean ms"));
    counts.entrySet().stream()
        .sorted(Map.Entry.<String, Count>comparingByValue(order).thenComparing(Map.Entry::getKey))
        .limit(SHOWN)
        .forEach(row -> lines.add(row(row.getKey(), row.getValue())));
    if (counts.size() > SHOWN) {
      lines.add("  and " + (counts.size() - SHOWN) + " more");
    }
  }

  private static String row(String name, Count count) {
    return String.format(
        Locale.ROOT,
        "  %-36s %9d %9d %11s %8d",
        cut(name, 36),
        count.urls,
        count.failed,
        Summary.size(count.bytes),
        count.millis / count.urls);
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 3) + "...";
  }
}
