package dev.multifetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolitenessTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration NEGATIVE = Duration.ofMillis(-1);

  @Test
  void whatCannotBeIsNamed() {
    refused("perOrigin must be 1 or more, was 0", 0, SECOND, SECOND, 1, SECOND, SECOND);
    refused("delay must be 0 or more, was PT-0.001S", 1, NEGATIVE, SECOND, 1, SECOND, SECOND);
    refused("interval must be 0 or more, was PT-0.001S", 1, SECOND, NEGATIVE, 1, SECOND, SECOND);
    refused("attempts must be 1 or more, was 0", 1, SECOND, SECOND, 0, SECOND, SECOND);
    refused("longestPause must be over 0, was PT0S", 1, SECOND, SECOND, 1, Duration.ZERO, SECOND);
    refused("retryTime must be over 0, was PT0S", 1, SECOND, SECOND, 1, SECOND, Duration.ZERO);
  }

  private static void refused(
      String message,
      int perOrigin,
      Duration delay,
      Duration interval,
      int attempts,
      Duration longestPause,
      Duration retryTime) {
    assertThatThrownBy(
            () -> new Politeness(perOrigin, delay, interval, attempts, longestPause, retryTime))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aTimeLongerThanAYearIsAYear() {
    Duration ages = Duration.ofSeconds(Long.MAX_VALUE);
    Duration year = Duration.ofDays(365);
    assertThat(new Politeness(1, ages, ages, 1, ages, ages))
        .isEqualTo(new Politeness(1, year, year, 1, year, year));
  }

  @Test
  void anOriginMattersWhereItIsLimitedOrAskedAgain() {
    Duration none = Duration.ZERO;
    assertThat(Politeness.NONE.sameForAllOrigins()).isTrue();
    assertThat(new Politeness(1, none, none, 1, SECOND, SECOND).sameForAllOrigins()).isFalse();
    assertThat(
            new Politeness(Integer.MAX_VALUE, SECOND, none, 1, SECOND, SECOND).sameForAllOrigins())
        .isFalse();
    assertThat(new Politeness(Integer.MAX_VALUE, none, none, 2, SECOND, SECOND).sameForAllOrigins())
        .isFalse();
    assertThat(
            new Politeness(Integer.MAX_VALUE, none, SECOND, 1, SECOND, SECOND).sameForAllOrigins())
        .isTrue();
  }
}
