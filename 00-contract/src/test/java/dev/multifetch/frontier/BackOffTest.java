package dev.multifetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackOffTest {

  private static final URI URL = URI.create("http://origin.test/");
  private static final Timing TIMING = new Timing(0, 0, 0);

  /// The least or the most that may be drawn.
  private record Extreme(boolean most) implements RandomGenerator {
    @Override
    public long nextLong() {
      throw new UnsupportedOperationException("it has bounds");
    }

    @Override
    public long nextLong(long origin, long bound) {
      return most ? bound - 1 : origin;
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 500, 1000", "2, 1000, 2000", "3, 2000, 4000", "5, 8000, 16000"})
  void aPauseIsRandomAndDoublesWithEachAttempt(int attempt, long least, long most) {
    assertThat(backOff(false).pause(lost(), attempt)).isEqualTo(Duration.ofMillis(least));
    assertThat(backOff(true).pause(lost(), attempt)).isEqualTo(Duration.ofMillis(most));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 31, 32, 64, 65, Integer.MAX_VALUE})
  void itIsNeverLongerThanTheLongest(int attempt) {
    assertThat(backOff(false).pause(lost(), attempt)).isEqualTo(Duration.ofMinutes(2));
  }

  @ParameterizedTest
  @CsvSource({"7, 7000", "0, 500", "1000, 120000"})
  void theServersTimeCountsWhereItIsLongerAndUpToTheLongest(String seconds, long millis) {
    Headers headers = Headers.NONE.with("Retry-After", seconds);
    assertThat(backOff(false).pause(fetched(429, headers), 1)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aServerThatNamesNoTimeIsLeftAloneForARandomOne() {
    assertThat(backOff(true).pause(fetched(503, Headers.NONE), 1)).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void aServerThatSaysSoIsBusy(int status) {
    assertThat(BackOff.busy(fetched(status, Headers.NONE))).isTrue();
    assertThat(BackOff.lost(fetched(status, Headers.NONE))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 408, 428, 430, 500, 502, 504})
  void anyOtherAnswerIsAnAnswer(int status) {
    assertThat(BackOff.busy(fetched(status, Headers.NONE))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void onlyAFaultOfTheConnectionMayPass(FailureKind kind) {
    Outcome failed = new Failed(0, URL, kind, "", TIMING);
    assertThat(BackOff.lost(failed))
        .isEqualTo(
            EnumSet.of(
                    FailureKind.CONNECT_FAILED,
                    FailureKind.PROXY_FAILED,
                    FailureKind.CONNECTION_LOST,
                    FailureKind.TIMED_OUT)
                .contains(kind));
    assertThat(BackOff.busy(failed)).isFalse();
  }

  private static BackOff backOff(boolean most) {
    return new BackOff(Duration.ofMinutes(2), new Extreme(most), () -> Instant.EPOCH);
  }

  private static Failed lost() {
    return new Failed(0, URL, FailureKind.CONNECTION_LOST, "", TIMING);
  }

  private static Fetched fetched(int status, Headers headers) {
    return new Fetched(0, URL, URL, status, headers, new byte[0], TIMING);
  }
}
