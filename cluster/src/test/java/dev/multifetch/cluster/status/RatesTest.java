package dev.multifetch.cluster.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatesTest {

  private static final long SECOND = 1_000_000_000;

  private final Rates rates = new Rates();

  @Test
  void oneSampleSaysNothing() {
    rates.add(5 * SECOND, MadeUp.running(400));

    assertThat(rates.now()).isZero();
    assertThat(rates.history()).isEmpty();
    assertThat(rates.ofMembers()).containsExactly(0.0, 0.0, 0.0);
  }

  @Test
  void aRateIsOverTenSeconds() {
    for (int i = 0; i <= 30; i++) {
      rates.add(i * SECOND, MadeUp.running(i < 20 ? 0 : (i - 20) * 400L));
    }

    assertThat(rates.now()).isEqualTo(400); // from second 20 to second 30
    assertThat(rates.ofMembers()).containsExactly(200.0, 100.0, 100.0);
    assertThat(rates.history()).hasSize(30).startsWith(0.0).endsWith(400.0);
  }

  @Test
  void samplesThatComeLateCountForTheTimeThatPassed() {
    rates.add(0, MadeUp.running(0));
    rates.add(4 * SECOND, MadeUp.running(400));

    assertThat(rates.history()).containsExactly(100.0);
  }

  @Test
  void aMemberThatCountsAnewHasNoNegativeRate() {
    rates.add(0, MadeUp.running(400));
    rates.add(SECOND, MadeUp.running(0));

    assertThat(rates.now()).isZero();
    assertThat(rates.ofMembers()).containsExactly(0.0, 0.0, 0.0);
  }

  @Test
  void aWeekOfSamplesTakesTheMemoryOfFiveMinutes() {
    for (int i = 0; i < 7 * 24 * 3600; i += 1) {
      rates.add(i * SECOND, MadeUp.waiting());
    }

    assertThat(rates.history()).hasSize(Rates.MOST_SAMPLES);
  }
}
