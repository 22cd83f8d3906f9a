package dev.multifetch.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void theIntervalIsStudents() {
    Estimate estimate = Statistics.estimate(List.of(1.0, 2.0, 3.0, 4.0, 5.0));
    assertThat(estimate.mean()).isEqualTo(3);
    // 8.610 is the table's t for 4 degrees of freedom; sqrt(2.5 / 5) the standard error
    assertThat(estimate.error()).isCloseTo(8.610 * Math.sqrt(0.5), within(0.001));
  }

  @Test
  void aSingleScoreHasNoInterval_soItIsToldApartFromNothing() {
    Estimate once = Statistics.estimate(List.of(7.0));
    assertThat(once.mean()).isEqualTo(7);
    assertThat(once.error()).isNaN();
    assertThat(once.overlaps(Estimate.exact(1000))).isTrue();
    assertThat(Statistics.estimate(List.of()).mean()).isNaN();
  }

  @Test
  void intervalsThatTouchOverlap() {
    assertThat(new Estimate(10, 1).overlaps(new Estimate(12, 1))).isTrue();
    assertThat(new Estimate(10, 1).overlaps(new Estimate(12.1, 1))).isFalse();
    assertThat(new Estimate(12.1, 1).overlaps(new Estimate(10, 1))).isFalse();
  }

  @Test
  void aRatiosIntervalIsFiellers() {
    // Without scatter below, it is the interval above, divided.
    Interval ratio =
        Statistics.ratio(List.of(1.0, 2.0, 3.0, 4.0, 5.0), List.of(2.0, 2.0, 2.0, 2.0, 2.0));
    Estimate above = Statistics.estimate(List.of(1.0, 2.0, 3.0, 4.0, 5.0));
    assertThat(ratio.low()).isCloseTo((3 - above.error()) / 2, within(1e-9));
    assertThat(ratio.high()).isCloseTo((3 + above.error()) / 2, within(1e-9));
  }

  @Test
  void scatterBelowWidensItUpwards() {
    List<Double> above = List.of(119.0, 120.0, 121.0, 120.0, 120.0);
    Interval ratio = Statistics.ratio(above, List.of(98.0, 99.0, 100.0, 101.0, 102.0));
    assertThat(ratio.contains(1.2)).isTrue();
    assertThat(ratio.high() - 1.2).isGreaterThan(1.2 - ratio.low());
  }

  @Test
  void aDenominatorThatMayBeZeroGivesNoRatio() {
    Interval ratio = Statistics.ratio(List.of(1.0, 2.0, 3.0), List.of(-1.0, 0.5, 1.0));
    assertThat(ratio.low()).isNaN();
    assertThat(Statistics.ratio(List.of(1.0), List.of(1.0, 2.0)).high()).isNaN();
  }
}
