package dev.multifetch.workshop.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.workshop.race.Settings.Spread;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

  @ParameterizedTest
  @EnumSource
  void theDelaysAreTheSameInEachRunAndHaveTheMeanThatIsAsked(Spread spread) {
    Settings settings = new Settings(100, 100, spread, 0, 10);
    List<Duration> delays = settings.delays();

    assertThat(new Settings(100, 100, spread, 50, 5).delays()).isEqualTo(delays);
    assertThat(delays).hasSize(100).allMatch(Duration::isPositive);
    assertThat(delays.stream().reduce(Duration.ZERO, Duration::plus).toMillis())
        .isBetween(9_999L, 10_001L);
    assertThat(new HashSet<>(delays)).hasSize(spread == Spread.NONE ? 1 : 100);
  }

  @Test
  void aWrongSettingIsNamed() {
    assertThatThrownBy(() -> new Settings(100, 0, Spread.NONE, 0, 10))
        .hasMessage("delay must be 1 to 2000 ms, was 0");
    assertThatThrownBy(() -> new Settings(100, 10, Spread.NONE, 101, 10))
        .hasMessage("failures must be 0 to 100 %, was 101");
    assertThatThrownBy(() -> new Settings(100, 10, Spread.NONE, 0, 101))
        .hasMessage("inFlight must be 1 to 100, was 101");
  }
}
