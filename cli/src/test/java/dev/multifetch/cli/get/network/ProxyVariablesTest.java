package dev.multifetch.cli.get.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.HttpProxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What curl 7.88 does with the same variables.
class ProxyVariablesTest {

  private static Optional<String> proxy(boolean secure, Map<String, String> environment) {
    return new ProxyVariables(environment)
        .proxies()
        .before(secure, "a.test", secure ? 443 : 80)
        .map(HttpProxy::toString);
  }

  @Test
  void eachSchemeHasItsVariable() {
    Map<String, String> both = Map.of("http_proxy", "h.test:1", "https_proxy", "s.test:2");
    assertThat(proxy(false, both)).contains("http://h.test:1");
    assertThat(proxy(true, both)).contains("http://s.test:2");
    assertThat(proxy(true, Map.of("http_proxy", "h.test:1"))).isEmpty();
    assertThat(proxy(false, Map.of("https_proxy", "s.test:2"))).isEmpty();
  }

  @Test
  void lowerCaseComesFirst() {
    assertThat(proxy(true, Map.of("https_proxy", "low.test:1", "HTTPS_PROXY", "up.test:2")))
        .contains("http://low.test:1");
    assertThat(proxy(true, Map.of("https_proxy", "", "HTTPS_PROXY", "up.test:2")))
        .contains("http://up.test:2");
  }

  @Test
  void whatAStrangerCanSetDoesNotCount() {
    assertThat(proxy(false, Map.of("HTTP_PROXY", "evil.test:1"))).isEmpty();
  }

  @Test
  void oneVariableMayBeForAll() {
    assertThat(proxy(false, Map.of("ALL_PROXY", "all.test:1"))).contains("http://all.test:1");
    assertThat(proxy(true, Map.of("all_proxy", "all.test:1", "HTTPS_PROXY", "s.test:2")))
        .contains("http://s.test:2");
  }

  @Test
  void someHostsNeedNone() {
    assertThat(proxy(false, Map.of("http_proxy", "h.test:1", "no_proxy", "a.test"))).isEmpty();
    assertThat(proxy(false, Map.of("http_proxy", "h.test:1", "NO_PROXY", ".test"))).isEmpty();
    assertThat(
            proxy(false, Map.of("http_proxy", "h.test:1", "no_proxy", "b.test", "NO_PROXY", "*")))
        .contains("http://h.test:1");
  }

  @ParameterizedTest
  @CsvSource({
    "straße.test, xn--strae-oqa.test",
    "'other.test, .STRASSE.Straße.test', strasse.xn--strae-oqa.test",
    "*.straße.test:80, a.xn--strae-oqa.test",
    "straße.test., xn--strae-oqa.test.",
    "[::1]:80, ::1",
  })
  void aHostThatNeedsNoneMayBeWrittenInSeveralWays(String listed, String host) {
    Map<String, String> environment = Map.of("http_proxy", "h.test:1", "no_proxy", listed);
    assertThat(new ProxyVariables(environment).proxies().before(false, host, 80)).isEmpty();
  }

  @Test
  void aProxyMayHaveANameInUnicode() {
    assertThat(proxy(false, Map.of("http_proxy", "http://me:secret@Straße.test:1")))
        .contains("http://xn--strae-oqa.test:1");
  }

  @Test
  void aWrongVariableIsNamedAndItsPasswordIsNot() {
    assertThatThrownBy(() -> proxy(true, Map.of("HTTPS_PROXY", "socks5://me:secret@h.test:1")))
        .hasMessageStartingWith("environment variable HTTPS_PROXY: a proxy must be http://HOST")
        .message()
        .doesNotContain("secret");
  }
}
