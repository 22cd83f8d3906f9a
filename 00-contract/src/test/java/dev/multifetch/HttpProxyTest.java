package dev.multifetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProxyTest {

  @ParameterizedTest
  @CsvSource({
    "http://proxy.test:3128, proxy.test, 3128",
    "HTTP://Proxy.test:3128/, proxy.test, 3128",
    "proxy.test:80, proxy.test, 80",
    "my_proxy:65535, my_proxy, 65535",
    "http://[::1]:8080, ::1, 8080",
    "127.0.0.1:1, 127.0.0.1, 1",
  })
  void itIsReadFromAUrl(String url, String host, int port) {
    assertThat(HttpProxy.of(url)).isEqualTo(new HttpProxy(host, port, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:password@a.test:1, user:password",
    "user:password@a.test:1, user:password",
    "http://user@a.test:1, user:",
    "http://me%40home:a%2Fb+c%25@a.test:1, me@home:a/b+c%",
    "http://a@b:c@d@a.test:1, a@b:c@d",
    "http://caf%C3%A9:x@a.test:1, caf\u00e9:x",
  })
  void itMayHaveCredentials(String url, String credentials) {
    assertThat(HttpProxy.of(url).credentials()).contains(credentials);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "proxy.test",
        "http://proxy.test",
        "https://proxy.test:443",
        "socks5://proxy.test:1080",
        "http://proxy.test:3128/path",
        "http://:3128",
        "proxy test:80",
        "[::1:80",
      })
  void anythingElseIsRefused(String url) {
    assertThatThrownBy(() -> HttpProxy.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a proxy must be http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, was " + url);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65536, 99999})
  void soIsAPortThatIsNone(int port) {
    assertThatThrownBy(() -> HttpProxy.of("a.test:" + port))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a proxy's port must be from 1 to 65535, was " + port);
  }

  @Test
  void noMessageShowsAPassword() {
    HttpProxy proxy = HttpProxy.of("http://user:secret@[::1]:80");
    assertThat(proxy).hasToString("http://[::1]:80");
    for (String wrong :
        List.of(
            "http://user:secret@a.test",
            "https://user:secret@a.test:1",
            "socks5://user:secret@a.test:1",
            "user:se/secret@a.test:1",
            "user:secret@a.test:1/x",
            "u:secret%@a:1")) {
      assertThatThrownBy(() -> HttpProxy.of(wrong)).message().doesNotContain("secret");
    }
  }

  @Test
  void credentialsAreBasic() {
    assertThat(HttpProxy.of("Aladdin:open sesame@a.test:1").authorization())
        .contains("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="); // RFC 7617 section 2
    assertThat(HttpProxy.of("a.test:1").authorization()).isEmpty();
  }
}
