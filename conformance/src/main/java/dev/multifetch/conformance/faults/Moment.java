package dev.multifetch.conformance.faults;

import dev.multifetch.FetchOptions;
import java.time.Duration;

/// When a fetch ended, as coarse as two machines can agree on.
public enum Moment {
  AT_ONCE("at once"),
  CONNECT_TIMEOUT("at `connectTimeout`"),
  TIMEOUT("at `timeout`"),
  /// Neither of them.
  OTHER("late");

  /// How far behind its cause an end may be.
  public static final Duration SLACK = Duration.ofMillis(250);

  private final String words;

  Moment(String words) {
    this.words = words;
  }

  /// The moment of an end after so long, under these limits.
  public static Moment of(Duration took, FetchOptions options) {
    if (follows(took, options.timeout())) {
      return TIMEOUT;
    }
    if (follows(took, options.connectTimeout())) {
      return CONNECT_TIMEOUT;
    }
    return follows(took, Duration.ZERO) ? AT_ONCE : OTHER;
  }

  private static boolean follows(Duration took, Duration cause) {
    return took.compareTo(cause) >= 0 && took.minus(cause).compareTo(SLACK) < 0;
  }

  @Override
  public String toString() {
    return words;
  }
}
