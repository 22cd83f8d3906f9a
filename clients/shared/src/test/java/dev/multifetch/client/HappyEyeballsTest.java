package dev.multifetch.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HappyEyeballsTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,                         127.0.0.1",
    "127.0.0.2 127.0.0.1,               127.0.0.2 127.0.0.1",
    "127.0.0.1 127.0.0.2 ::1,           127.0.0.1 ::1 127.0.0.2",
    "::1 ::2 ::3 127.0.0.1,             ::1 127.0.0.1 ::2 ::3",
    "127.0.0.1 127.0.0.2 ::1 ::2 ::3,   127.0.0.1 ::1 127.0.0.2 ::2 ::3"
  })
  void r11_familiesAreTriedByTurns_theFirstAddressFirst(String given, String order) {
    assertThat(HappyEyeballs.inTurn(addresses(given))).isEqualTo(addresses(order));
  }

  private static List<InetAddress> addresses(String text) {
    return Stream.of(text.split(" ")).map(InetAddress::ofLiteral).toList();
  }

  @Test
  void r11_theDelayIsShortEnoughForAll() {
    assertThat(HappyEyeballs.delay(Duration.ofSeconds(5), 2)).isEqualTo(Duration.ofMillis(250));
    assertThat(HappyEyeballs.delay(Duration.ofSeconds(5), 50)).isEqualTo(Duration.ofMillis(100));
    assertThat(HappyEyeballs.delay(Duration.ofMillis(300), 2)).isEqualTo(Duration.ofMillis(150));
  }
}
