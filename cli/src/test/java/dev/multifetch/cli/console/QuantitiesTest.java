package dev.multifetch.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class QuantitiesTest {

  @ParameterizedTest
  @CsvSource({"500ms,500", "30s,30000", "2m,120000", "1h,3600000", "7,7000", "1ms,1"})
  void aTimeIsANumberAndAUnit_secondsIfNoneIsGiven(String text, long millis) {
    assertThat(new Quantities.Time().convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "s", "1.5s", "-1s", "1d", "1 s", "1S", "0", "0ms", "٣s"})
  void anotherTimeIsRefused(String text) {
    assertThatThrownBy(() -> new Quantities.Time().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageEndingWith(", was " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807h", "99999999999999999999s"})
  void aTimeThatNoClockCountsIsRefused(String text) {
    assertThatThrownBy(() -> new Quantities.Time().convert(text))
        .hasMessage("must be shorter, such as 24h, was " + text);
  }

  @ParameterizedTest
  @CsvSource({"100/s,10", "30/m,2000", "7200/h,500", "4,250", "1/h,3600000"})
  void aRateIsTheTimeFromOneToTheNext_eachSecondIfNoUnitIsGiven(String text, long millis) {
    assertThat(new Quantities.Rate().convert(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/s | must be a rate such as 100/s, 30/m or 1000/h, was /s",
        "0.5/s | must be a rate such as 100/s, 30/m or 1000/h, was 0.5/s",
        "1/d | must be a rate such as 100/s, 30/m or 1000/h, was 1/d",
        "0/h | must be 1/h or more, was 0/h",
        "1000000001/s | must be lower, such as 1000/s, was 1000000001/s",
        "99999999999999999999/s | must be lower, such as 1000/s, was 99999999999999999999/s"
      })
  void anotherRateIsRefused(String text, String message) {
    assertThatThrownBy(() -> new Quantities.Rate().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "16MiB,16777216",
    "16M,16777216",
    "16m,16777216",
    "64k,65536",
    "64KiB,65536",
    "1G,1073741824",
    "1000,1000",
    "0,0",
    "2G,2147483648"
  })
  void aSizeIsANumberAndAPowerOf1024(String text, long bytes) {
    assertThat(new Quantities.Size().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M", "16MB", "1.5M", "-1", "16 MiB", "16T"})
  void anotherSizeIsRefused(String text) {
    assertThatThrownBy(() -> new Quantities.Size().convert(text))
        .hasMessage("must be a size such as 16MiB, 64k or 1000, was " + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483640", "2G", "9223372036854775807G", "99999999999999999999"})
  void aSizeThatNoArrayHoldsIsRefused(String text) {
    assertThatThrownBy(() -> new Quantities.MemorySize().convert(text))
        .hasMessage("must be at most 2147483639, such as 16MiB, was " + text);
  }
}
