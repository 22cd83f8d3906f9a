package dev.multifetch.workshop.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.workshop.predict.Answer.AtFailure;
import dev.multifetch.workshop.predict.Answer.Order;
import dev.multifetch.workshop.predict.LessonServer.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MeasuredTest {

  @Test
  void thePeakIsTheMostRequestsThatOverlap() {
    assertThat(seen(new Seen(1, 0, 10), new Seen(2, 10, 20)).peak()).isEqualTo(1);
    assertThat(seen(new Seen(1, 0, 11), new Seen(2, 10, 20)).peak()).isEqualTo(2);
    assertThat(seen(new Seen(2, 5, 9), new Seen(3, 6, 7), new Seen(1, 0, 8)).peak()).isEqualTo(3);
    assertThat(seen().peak()).isZero();
  }

  @Test
  void theMakespanIsFromTheFirstRequestToTheLastAnswer() {
    assertThat(seen(new Seen(2, 5, 9), new Seen(1, 2, 30)).makespan())
        .isEqualTo(Duration.ofNanos(28));
    assertThat(seen().makespan()).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatHappenedIsToldByTheOutcomes() {
    assertThat(run(List.of(1, 2, 3), Optional.empty()).answer(Topic.FAILURE))
        .isEqualTo(AtFailure.LIST_ENDS);
    List<Integer> all = List.of(2, 1, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(run(all, Optional.of("an exception")).answer(Topic.FAILURE))
        .isEqualTo(AtFailure.THROWS_LATER);
    assertThat(run(all, Optional.empty()).answer(Topic.FAILURE)).isEqualTo(AtFailure.OTHERS_GO_ON);
    assertThat(run(all, Optional.empty()).answer(Topic.ORDER)).isEqualTo(Order.BY_END);
    assertThat(run(List.of(1, 2, 3), Optional.empty()).answer(Topic.ORDER)).isEqualTo(Order.LISTED);
  }

  private static Measured seen(Seen... seen) {
    return new Measured(Lessons.ALL.getFirst(), told(List.of(), Optional.empty()), List.of(seen));
  }

  private static Measured run(List<Integer> order, Optional<String> threw) {
    return new Measured(Lessons.ALL.get(6), told(order, threw), List.of());
  }

  private static ModelRun told(List<Integer> order, Optional<String> threw) {
    return new ModelRun(
        order,
        List.of(),
        threw,
        Duration.ZERO,
        Duration.ZERO,
        2,
        List.of("main"),
        OptionalInt.empty());
  }
}
