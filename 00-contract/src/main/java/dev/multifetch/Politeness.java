package dev.multifetch;

import java.time.Duration;

/// How a fetcher treats the servers of a list. A time longer than a year counts as a year.
///
/// @param perOrigin how many URLs may be at work at once at one origin; 1 or more
/// @param delay how long to send an origin nothing after an exchange has ended there
/// @param interval the shortest time between the beginnings of two URLs, whatever their origins
/// @param attempts how often to try a URL; 1 or more, where 1 means no retry
/// @param longestPause the longest pause, asked for by a server's Retry-After or chosen by the
///   back-off
/// @param retryTime the longest time between the beginnings of a URL's first and last attempts
public record Politeness(
    int perOrigin,
    Duration delay,
    Duration interval,
    int attempts,
    Duration longestPause,
    Duration retryTime) {

  private static final Duration LONGEST = Duration.ofDays(365);

  public Politeness {
    require(perOrigin >= 1, "perOrigin must be 1 or more, was " + perOrigin);
    require(!delay.isNegative(), "delay must be 0 or more, was " + delay);
    require(!interval.isNegative(), "interval must be 0 or more, was " + interval);
    require(attempts >= 1, "attempts must be 1 or more, was " + attempts);
    require(longestPause.isPositive(), "longestPause must be over 0, was " + longestPause);
    require(retryTime.isPositive(), "retryTime must be over 0, was " + retryTime);
    delay = atMost(LONGEST, delay);
    interval = atMost(LONGEST, interval);
    longestPause = atMost(LONGEST, longestPause);
    retryTime = atMost(LONGEST, retryTime);
  }

  /// No limits and no retries.
  public static final Politeness NONE =
      new Politeness(
          Integer.MAX_VALUE,
          Duration.ZERO,
          Duration.ZERO,
          1,
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));

  /// Whether a URL's origin makes no difference.
  public boolean sameForAllOrigins() {
    return perOrigin == Integer.MAX_VALUE && delay.isZero() && attempts == 1;
  }

  private static Duration atMost(Duration most, Duration given) {
    return given.compareTo(most) < 0 ? given : most;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
