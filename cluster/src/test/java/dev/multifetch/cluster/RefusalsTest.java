package dev.multifetch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.cluster.MemberOptions.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class RefusalsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:5701", "10.1.2.3:1", "192.168.0.9:65535", "[::1]:7", "[fd00::1]:7"})
  void aMemberListensOnLoopbackAndPrivateAddresses(String place) {
    assertThat(new Place().convert(place).getPort()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8:5701", "0.0.0.0:5701", "[2001:db8::1]:5701", "[::]:1"})
  void aMemberListensNowhereElse(String place) {
    assertThatThrownBy(() -> new Place().convert(place))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining(
            "must be a loopback or private address, because members talk without");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5701", "localhost:5701", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000"})
  void aPlaceIsAnAddressAndAPort(String place) {
    assertThatThrownBy(() -> new Place().convert(place))
        .hasMessage("must be an IP address and a port, such as 127.0.0.1:5701, was " + place);
  }

  @Test
  void theNameOfAClusterTellsNoSecretAndDiffersWithIt() {
    String one = Credential.of("a secret of the team");
    assertThat(one).hasSize(64).isEqualTo(Credential.of("a secret of the team"));
    assertThat(one).isNotEqualTo(Credential.of("another secret"));
  }
}
