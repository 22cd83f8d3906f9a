package dev.multifetch.conformance.faults;

import dev.multifetch.FetchOptions;
import java.time.Duration;

/// When a fetch ended, so roughly that two machines can agree.
public enum Moment {
  AT_ONCE("at once"),
  CONNECT_TIMEOUT("at `connectTimeout`"),
  TIMEOUT("at `timeout`"),
  /// Either of the two: some libraries count a handshake as connecting, others do not.
  EITHER_TIMEOUT("at either time-out"),
  /// None of these.
  OTHER("late");

  /// How long after its cause an end may come.
  public static final Duration SLACK = Duration.ofSeconds(1);

  private final String words;

  Moment(String words) {
    this.words = words;
  }

  /// The moment of an end after this time, under these limits.
  public static Moment of(Duration took, FetchOptions options) {
    if (follows(took, options.timeout())) {
      return TIMEOUT;
    }
    if (follows(took, options.connectTimeout())) {
      return CONNECT_TIMEOUT;
    }
    return follows(took, Duration.ZERO) ? AT_ONCE : OTHER;
  }

  /// Whether an end at the other moment is acceptable, too.
  public boolean allows(Moment other) {
    boolean either = other == CONNECT_TIMEOUT || other == TIMEOUT;
    return other == this || (this == EITHER_TIMEOUT && either);
  }

  private static boolean follows(Duration took, Duration cause) {
    return took.compareTo(cause) >= 0 && took.minus(cause).compareTo(SLACK) < 0;
  }

  @Override
  public String toString() {
    return words;
  }
}
