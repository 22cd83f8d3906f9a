package dev.multifetch.workshop.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.workshop.predict.Answer.AtFailure;
import dev.multifetch.workshop.predict.Answer.Count;
import dev.multifetch.workshop.predict.Answer.Order;
import dev.multifetch.workshop.predict.Answer.Time;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.2s                | 1200
          1,2 s               | 1200
          400 ms              | 400
          400ms               | 400
          2 seconds           | 2000
          1 second            | 1000
          0.5 s               | 500
          0,25 sec            | 250
          1,000 ms            | 1000
          ' 3 S '             | 3000
          1 minute            | 60000
          0 ms                | 0
          1.5 milliseconds    | 1.5
          """)
  void aTimeIsUnderstood(String typed, double millis) {
    assertThat(Topic.MAKESPAN.parse(typed))
        .contains(new Time(Duration.ofNanos(Math.round(millis * 1e6))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.5",
        "1,000",
        "s",
        "ms",
        "-1 s",
        "1.2.3 s",
        "1,00,000 ms",
        "fast",
        "1e3 ms",
        "1 day",
        ".",
        "2 days",
        "99999999 s",
        "9999999999999999 ms"
      })
  void whatIsNoTimeWithItsUnitIsAskedAgain(String typed) {
    assertThat(Topic.MAKESPAN.parse(typed)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5         | 5
          1,000     | 1000
          1000      | 1000
          12,345    | 12345
          0         | 0
          """)
  void aCountIsUnderstood(String typed, long count) {
    assertThat(Topic.THREADS.parse(typed)).contains(new Count(count));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.5", "-1", "five", "5 threads", "1,00", "5.0", "9999999999", "1 2", "٥"})
  void whatIsNoCountIsAskedAgain(String typed) {
    assertThat(Topic.IN_FLIGHT.parse(typed)).isEmpty();
  }

  @Test
  void aChoiceIsALetterOrTheBeginningOfItsWords() {
    assertThat(Topic.ORDER.parse("a")).contains(Order.LISTED);
    assertThat(Topic.ORDER.parse(" B ")).contains(Order.BY_END);
    assertThat(Topic.ORDER.parse("no tell")).contains(Order.NO_TELLING);
    assertThat(Topic.FAILURE.parse("others")).contains(AtFailure.OTHERS_GO_ON);
    assertThat(Topic.ORDER.parse("d")).isEmpty();
    assertThat(Topic.ORDER.parse("1")).isEmpty();
    assertThat(Topic.ORDER.parse("as")).isEmpty();
    assertThat(Topic.FAILURE.parse("")).isEmpty();
  }

  @Test
  void aFailureIsATopicOnlyWhereAUrlFails() {
    assertThat(Topic.of(Lessons.ALL.get(1))).doesNotContain(Topic.FAILURE);
    assertThat(Topic.of(Lessons.ALL.get(6))).contains(Topic.FAILURE);
  }
}
