package dev.multifetch.workshop.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.workshop.predict.Answer.Order;
import dev.multifetch.workshop.predict.Score.Nearness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ScoreTest {

  @Test
  void theSameCountIsExact() {
    assertThat(Score.ofCount(5, 5)).isEqualTo(new Score(Nearness.EXACT, 10));
    assertThat(Score.ofCount(0, 0)).isEqualTo(new Score(Nearness.EXACT, 10));
  }

  @Test
  void aFactorOfTwoIsNearInBothDirections() {
    assertThat(Score.ofCount(10, 5)).isEqualTo(new Score(Nearness.NEAR, 5));
    assertThat(Score.ofCount(5, 10)).isEqualTo(new Score(Nearness.NEAR, 5));
  }

  @Test
  void moreThanAFactorOfTwoIsOff() {
    assertThat(Score.ofCount(11, 5)).isEqualTo(new Score(Nearness.OFF, 4));
    assertThat(Score.ofCount(20, 5)).isEqualTo(new Score(Nearness.OFF, 0));
  }

  @Test
  void aCountThatIsNotTheSameIsNeverWorthAHit() {
    assertThat(Score.ofCount(1_000, 1_001)).isEqualTo(new Score(Nearness.NEAR, 9));
  }

  @Test
  void zeroAndTheAbsurdAreWorthNothing() {
    assertThat(Score.ofCount(0, 5)).isEqualTo(new Score(Nearness.OFF, 0));
    assertThat(Score.ofCount(1_000_000_000, 5)).isEqualTo(new Score(Nearness.OFF, 0));
    assertThat(time(0, 400, 430)).isEqualTo(new Score(Nearness.OFF, 0));
    assertThat(time(86_400_000, 400, 430)).isEqualTo(new Score(Nearness.OFF, 0));
  }

  @Test
  void aTimeBetweenTheFormulaAndTheMeasuredOneIsExact() {
    assertThat(time(400, 400, 900)).isEqualTo(new Score(Nearness.EXACT, 10));
    assertThat(time(600, 400, 900)).isEqualTo(new Score(Nearness.EXACT, 10));
    assertThat(time(900, 400, 900)).isEqualTo(new Score(Nearness.EXACT, 10));
  }

  @Test
  void aTimeMayBeFifteenPercentOff() {
    assertThat(time(1_150, 1_000, 1_000).nearness()).isEqualTo(Nearness.EXACT);
    assertThat(time(1_200, 1_000, 1_000)).isEqualTo(new Score(Nearness.NEAR, 9));
    assertThat(time(2_000, 1_000, 1_000)).isEqualTo(new Score(Nearness.NEAR, 5));
    assertThat(time(2_000, 400, 430)).isEqualTo(new Score(Nearness.OFF, 0));
  }

  @Test
  void outcomesThatComeByEndAreAsListedOnlyIfTheyCameSo() {
    assertThat(order(Order.BY_END, 2, 1, 2)).isEqualTo(Nearness.EXACT);
    assertThat(order(Order.LISTED, 2, 1, 2)).isEqualTo(Nearness.EXACT); // by luck
    assertThat(order(Order.LISTED, 2, 2, 1)).isEqualTo(Nearness.OFF);
    assertThat(order(Order.NO_TELLING, 2, 2, 1)).isEqualTo(Nearness.EXACT); // equal delays
    assertThat(order(Order.NO_TELLING, 8, 2, 1)).isEqualTo(Nearness.OFF); // the slow one is last
    assertThat(order(Order.NO_TELLING, 1, 1, 2)).isEqualTo(Nearness.OFF); // one after another
  }

  private static Nearness order(Order predicted, int lesson, Integer... came) {
    ModelRun run =
        new ModelRun(
            List.of(came),
            List.of(),
            Optional.empty(),
            Duration.ZERO,
            Duration.ZERO,
            2,
            List.of(),
            OptionalInt.empty());
    Measured measured = new Measured(Lessons.ALL.get(lesson - 1), run, List.of());
    return Score.of(Topic.ORDER, predicted, measured).nearness();
  }

  private static Score time(long predicted, long formula, long measured) {
    return Score.ofTime(
        Duration.ofMillis(predicted), Duration.ofMillis(formula), Duration.ofMillis(measured));
  }
}
