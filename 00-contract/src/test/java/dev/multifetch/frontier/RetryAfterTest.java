package dev.multifetch.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("1994-11-06T08:49:30Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "120, 120",
    "' 7 ', 7",
    "999999999, 999999999",
    "1000000000, 1000000000",
    "99999999999999999999, 1000000000",
  })
  void secondsAreAsManyAsItSays(String value, long seconds) {
    assertThat(pause(retryAfter(value))).hasValue(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
      })
  void aDateHasThreeForms(String date) {
    assertThat(pause(retryAfter(date))).hasValue(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource({"Tuesday; 05-Nov-75, 2075", "Friday; 05-Nov-76, 1976"})
  void twoDigitsAreAYearOfTheLastHalfCenturyOrTheNext(String day, int year) {
    Headers headers = retryAfter(day.replace(';', ',') + " 08:49:37 GMT");
    assertThat(RetryAfter.in(headers, () -> Instant.parse(year + "-11-05T08:49:30Z")))
        .hasValue(Duration.ofSeconds(7));
  }

  @Test
  void theServersOwnClockCountsWhereItIsShown() {
    Headers headers =
        retryAfter("Sun, 06 Nov 1994 08:49:37 GMT").with("Date", "Sun, 06 Nov 1994 08:49:35 GMT");
    assertThat(pause(headers)).hasValue(Duration.ofSeconds(2));
  }

  @Test
  void aClockThatCannotBeReadIsNone() {
    Headers headers = retryAfter("Sun, 06 Nov 1994 08:49:37 GMT").with("Date", "today");
    assertThat(pause(headers)).hasValue(Duration.ofSeconds(7));
  }

  @Test
  void aDateThatIsOverIsNow() {
    assertThat(pause(retryAfter("Sun, 06 Nov 1994 08:49:29 GMT"))).hasValue(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "soon", "1 s", "Sun, 31 Nov 1994 08:49:37 GMT"})
  void anythingElseSaysNothing(String value) {
    assertThat(pause(retryAfter(value))).isEmpty();
  }

  @Test
  void noFieldSaysNothing() {
    assertThat(pause(Headers.NONE)).isEmpty();
  }

  private static Headers retryAfter(String value) {
    return Headers.NONE.with("retry-after", value);
  }

  private static Optional<Duration> pause(Headers headers) {
    return RetryAfter.in(headers, () -> NOW);
  }
}
