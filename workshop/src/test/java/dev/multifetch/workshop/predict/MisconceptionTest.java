package dev.multifetch.workshop.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.workshop.predict.Answer.AtFailure;
import dev.multifetch.workshop.predict.Answer.Count;
import dev.multifetch.workshop.predict.Answer.Order;
import dev.multifetch.workshop.predict.Answer.Time;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MisconceptionTest {

  @Test
  void aTimeTellsHowItCameAbout() {
    assertThat(time(2, 2_000)).contains(Misconception.ONE_AFTER_ANOTHER); // 20 * 100
    assertThat(time(2, 100)).contains(Misconception.BOUND_IGNORED);
    assertThat(time(5, 250)).contains(Misconception.NO_WHOLE_ROUNDS); // 20 / 8 * 100
    assertThat(time(7, 500)).contains(Misconception.FAILURE_ENDS_LIST); // 5 * 100
    assertThat(time(7, 400)).contains(Misconception.FAILURE_ENDS_LIST);
    assertThat(time(8, 1_300)).contains(Misconception.ROUND_WAITS); // 1,000 + 300
    assertThat(time(2, 777)).isEmpty();
    assertThat(time(2, 0)).isEmpty();
  }

  @Test
  void aNumberOfThreadsTellsWhoWasThoughtToWait() {
    assertThat(threads(2, 20)).contains(Misconception.THREAD_PER_URL);
    assertThat(threads(1, 21)).contains(Misconception.THREAD_PER_URL);
    assertThat(threads(3, 1_000)).contains(Misconception.VIRTUAL_IS_PLATFORM);
    assertThat(threads(4, 7)).contains(Misconception.THREAD_PER_WAITING_URL);
    assertThat(threads(6, 50)).contains(Misconception.THREAD_PER_WAITING_URL);
    assertThat(threads(4, 22)).contains(Misconception.THREAD_PER_URL);
    assertThat(threads(2, 6)).isEmpty(); // one was forgotten
    assertThat(threads(3, 12)).isEmpty();
  }

  @Test
  void aPeakTellsWhetherTheBoundWasSeen() {
    assertThat(of(2, Topic.IN_FLIGHT, new Count(20))).contains(Misconception.BOUND_IGNORED);
    assertThat(of(2, Topic.IN_FLIGHT, new Count(1))).contains(Misconception.ONE_AFTER_ANOTHER);
    assertThat(of(3, Topic.IN_FLIGHT, new Count(8))).isEmpty();
  }

  @Test
  void aChoiceTellsItself() {
    assertThat(of(8, Topic.ORDER, Order.LISTED)).contains(Misconception.ORDER_OF_THE_LIST);
    assertThat(of(8, Topic.ORDER, Order.NO_TELLING)).isEmpty();
    assertThat(of(7, Topic.FAILURE, AtFailure.LIST_ENDS)).contains(Misconception.FAILURE_ENDS_LIST);
  }

  private static Optional<Misconception> time(int number, long millis) {
    return of(number, Topic.MAKESPAN, new Time(Duration.ofMillis(millis)));
  }

  private static Optional<Misconception> threads(int number, long count) {
    return of(number, Topic.THREADS, new Count(count));
  }

  private static Optional<Misconception> of(int number, Topic topic, Answer wrong) {
    return Misconception.of(Lessons.ALL.get(number - 1), topic, wrong);
  }
}
