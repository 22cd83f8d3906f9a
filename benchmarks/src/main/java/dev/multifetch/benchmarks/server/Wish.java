package dev.multifetch.benchmarks.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// What a URL asks of the server: `/bytes/{n}`, or a resource of a [Page] with `/page`. Its query
/// may have
/// - `delay=50ms`, or `delay=lognormal` for a random delay: its median is `median=40ms` unless the
///   query says otherwise, its 99th percentile fifty times as much, and its maximum seventy-five
///   times as much;
/// - `failures=2`, the share of URLs in percent that fail: half of them with a status of 500, half
///   by a connection that is cut in the middle of the body, where no client may retry;
/// - `n=17`, the URL's own number, and `seed=1`: the random values depend only on these two, so
///   every client meets the same delays and failures, in whatever order it asks. They also name the
///   page and its resource, from 0 on; after the last one comes the first again;
/// - `connection=close`: the server ends the connection after the response, and says so.
///
/// So the expected outcome of each URL is known beforehand.
///
/// @param bytes the length of a whole body
/// @param delay between the request's head and the response's
/// @param fate how it ends
/// @param closes whether the connection ends with it
public record Wish(int bytes, Duration delay, Fate fate, boolean closes) {

  /// How a request ends.
  public enum Fate {
    /// With a whole body.
    ANSWER,
    /// With status 500 and a body of the usual length.
    ERROR,
    /// With half a body and the end of the connection.
    CUT
  }

  private static final String PATH = "/bytes/";
  private static final String PAGE = "/page";
  private static final int LARGEST = 64 << 20;
  private static final double SPREAD = Math.log(50) / 2.3263; // 2.3263 sigma is the 99th percentile
  private static final int LONGEST = 75; // medians: one URL must not decide the makespan
  private static final long GOLDEN = 0x9E3779B97F4A7C15L; // spreads neighbouring numbers

  /// Reads path and query.
  ///
  /// @throws IllegalArgumentException if a value is wrong; the message names it
  public static Wish of(String target) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    Map<String, String> query = mark < 0 ? Map.of() : query(target.substring(mark + 1));
    long seed = whole("seed", query.getOrDefault("seed", "1"));
    long number = whole("n", query.getOrDefault("n", "0"));
    boolean closes = query.getOrDefault("connection", "").equals("close");
    if (path.equals(PAGE)) {
      Page.Resource resource = Page.of(seed).get(Math.floorMod(number, Page.RESOURCES));
      return new Wish(resource.bytes(), resource.thinking(), Fate.ANSWER, closes);
    }
    if (!path.startsWith(PATH)) {
      throw new IllegalArgumentException("path must be /bytes/{n} or /page, was " + path);
    }
    int bytes = within("n of /bytes/{n}", path.substring(PATH.length()), LARGEST);
    long drawn = (seed << 32) ^ (GOLDEN * number);
    int failures = within("failures", query.getOrDefault("failures", "0"), 100);
    return new Wish(bytes, delay(query, drawn), fate(failures, ~drawn), closes);
  }

  /// The status that a client should see; 0 if it should see a failure.
  public int status() {
    return switch (fate) {
      case ANSWER -> 200;
      case ERROR -> 500;
      case CUT -> 0;
    };
  }

  /// The body's length that a client should see.
  public int received() {
    return fate == Fate.CUT ? 0 : bytes;
  }

  /// Reads a duration such as `250us`, `50ms`, `2s` or `1m`.
  ///
  /// @throws IllegalArgumentException if it is not a duration
  public static Duration duration(String text) {
    String unit = text.replaceFirst("^[0-9]+", "");
    String amount = text.substring(0, text.length() - unit.length());
    return switch (unit) {
      case "us" -> Duration.ofNanos(1_000 * whole("duration", amount));
      case "ms" -> Duration.ofMillis(whole("duration", amount));
      case "s" -> Duration.ofSeconds(whole("duration", amount));
      case "m" -> Duration.ofMinutes(whole("duration", amount));
      default ->
          throw new IllegalArgumentException(
              "a duration is a number and one of us, ms, s, m, such as 50ms; was " + text);
    };
  }

  private static Duration delay(Map<String, String> query, long drawn) {
    String asked = query.getOrDefault("delay", "0ms");
    if (!asked.equals("lognormal")) {
      return duration(asked);
    }
    double medians = Math.exp(SPREAD * new SplittableRandom(drawn).nextGaussian());
    double nanos = duration(query.getOrDefault("median", "40ms")).toNanos();
    return Duration.ofNanos((long) (nanos * Math.min(medians, LONGEST)));
  }

  private static Fate fate(int failures, long drawn) {
    SplittableRandom random = new SplittableRandom(drawn);
    if (random.nextInt(100) >= failures) {
      return Fate.ANSWER;
    }
    return random.nextBoolean() ? Fate.ERROR : Fate.CUT;
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return query;
  }

  private static int within(String name, String text, int largest) {
    long value = whole(name, text);
    if (value < 0 || value > largest) {
      throw new IllegalArgumentException(name + " must be 0 to " + largest + ", was " + value);
    }
    return (int) value;
  }

  private static long whole(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number, was " + text, e);
    }
  }
}
