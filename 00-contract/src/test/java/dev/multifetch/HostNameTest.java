package dev.multifetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNameTest {

  @ParameterizedTest
  @CsvSource({
    "a.test, a.test",
    "A.Test., a.test",
    "127.1, 127.0.0.1",
    "[2001:DB8::1], 2001:db8:0:0:0:0:0:1",
    "2001:db8:0::1, 2001:db8:0:0:0:0:0:1",
    "[a.test, [a.test",
  })
  void twoWaysToWriteAHostHaveOneForm(String host, String form) {
    assertThat(HostName.canonical(host)).isEqualTo(form);
  }

  @ParameterizedTest
  @CsvSource({"a.test, A.test.", "A.test., a.test", "::1, [0:0:0:0:0:0:0:1]"})
  void givenAddressesAreFoundByAnyOfThem(String given, String asked) {
    List<InetAddress> addresses = List.of(InetAddress.ofLiteral("192.0.2.1"));
    FetchOptions options = FetchOptions.builder().addresses(given, 80, addresses).build();
    assertThat(options.addresses(asked, 80)).contains(addresses);
    assertThat(options.addresses(asked, 81)).isEmpty();
    assertThat(options.addresses("b.test", 80)).isEmpty();
  }
}
