package dev.multifetch.cli.get.output;

import static java.util.stream.Collectors.joining;

import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.cli.get.output.Result.Failure;
import dev.multifetch.cli.get.output.Result.Success;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How many URLs of a run were fetched, skipped or failed, how many bytes came, and how long it
/// took.
public final class Summary {

  private static final int SHOWN = 3; // statuses
  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final long started = System.nanoTime();
  private final Optional<Breakdown> breakdown;
  private long fetched;
  private final Map<Integer, Long> errors = new TreeMap<>(); // of those, by status
  private long skipped;
  private long failed;
  private long cancelled;
  private long redirects;
  private long bytes;

  /// @param breakdown counts the same by outcome and host, if the user asks for that
  Summary(Optional<Breakdown> breakdown) {
    this.breakdown = breakdown;
  }

  /// @param asFailed whether the result counts as a failure
  public void add(Result result, boolean asFailed) {
    if (asFailed) {
      failed++;
    } else if (result instanceof Success success) {
      fetched++;
      bytes += success.fetched().bodyBytes();
      if (success.fetched().status() >= 400) {
        errors.merge(success.fetched().status(), 1L, Long::sum);
      }
    } else {
      skipped++;
    }
    cancelled +=
        result instanceof Failure failure && failure.kind() == FailureKind.CANCELLED ? 1 : 0;
    redirects += isRedirect(result) ? 1 : 0;
    breakdown.ifPresent(counts -> counts.add(result, asFailed));
  }

  /// A redirect with a place to go is a result only if none may be followed.
  private static boolean isRedirect(Result result) {
    return result instanceof Success(_, Fetched fetched)
        && REDIRECTS.contains(fetched.status())
        && fetched.headers().first("Location").isPresent();
  }

  public boolean anyFailed() {
    return failed > 0;
  }

  /// How many URLs ended because the run did.
  public long cancelled() {
    return cancelled;
  }

  /// Names the option that kept redirects from being followed, if there were any.
  public Optional<String> hint() {
    return redirects == 0
        ? Optional.empty()
        : Optional.of("redirects not followed, because of --max-redirects 0: " + redirects);
  }

  /// The lines of tables, if the user asks for these.
  public List<String> tables() {
    return breakdown.map(Breakdown::lines).orElse(List.of());
  }

  /// Such as `98 fetched (3 with status 404), 2 failed, 1.2 MiB in 3.4 s, 361.4 KiB/s`; before what
  /// failed, what was skipped, if any.
  @Override
  public String toString() {
    double seconds = (System.nanoTime() - started) / 1e9;
    String speed = bytes == 0 ? "" : ", " + size(Math.round(bytes / seconds)) + "/s";
    return String.format(
        Locale.ROOT,
        "%d fetched%s, %s%d failed, %s in %.1f s%s",
        fetched,
        errors.isEmpty() ? "" : " (" + errors() + ")",
        skipped == 0 ? "" : skipped + " skipped, ",
        failed,
        size(bytes),
        seconds,
        speed);
  }

  /// Such as `2 with status 404, 1 with 503`: the most frequent first.
  private String errors() {
    String shown =
        errors.entrySet().stream()
            .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
            .limit(SHOWN)
            .map(error -> error.getValue() + " with " + error.getKey())
            .collect(joining(", "))
            .replaceFirst("with ", "with status ");
    long others =
        errors.values().stream()
            .sorted(Comparator.reverseOrder())
            .skip(SHOWN)
            .mapToLong(n -> n)
            .sum();
    return others == 0 ? shown : shown + ", " + others + " with others";
  }

  static String size(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }
}
