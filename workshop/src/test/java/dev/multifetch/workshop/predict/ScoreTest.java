package dev.multifetch.workshop.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.workshop.predict.Score.Nearness;
import java.time.Duration;
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

  private static Score time(long predicted, long formula, long measured) {
    return Score.ofTime(
        Duration.ofMillis(predicted), Duration.ofMillis(formula), Duration.ofMillis(measured));
  }
}
