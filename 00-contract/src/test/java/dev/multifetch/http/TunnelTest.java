package dev.multifetch.http;

import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.FailureKind.PROXY_FAILED;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.HttpProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelTest {

  private static Tunnel tunnel(String proxy, String host) {
    FetchOptions options =
        FetchOptions.builder().userAgent("me/1").proxy(HttpProxy.of(proxy)).build();
    return Route.to(new Origin(true, host, 443), options).tunnel(options).orElseThrow();
  }

  /// How many bytes it takes until the tunnel is open; -1 if it does not open.
  private static int bytesUntilOpen(Tunnel tunnel, String answer) throws FetchException {
    for (int i = 0; i < answer.length(); i++) {
      if (tunnel.accept((byte) answer.charAt(i))) {
        return i + 1;
      }
    }
    return -1;
  }

  @Test
  void r61_itAsksForHostAndPort() {
    assertThat(new String(tunnel("user:pass@a.test:1", "::1").request(), US_ASCII))
        .isEqualTo(
            "CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\nUser-Agent: me/1\r\n"
                + "Proxy-Authorization: Basic dXNlcjpwYXNz\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.0 299\r\nContent-Length: 3\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\nTransfer-Encoding: x\n\n",
      })
  void r61_itOpensWithTheLastByteOfTheHead(String answer) throws FetchException {
    assertThat(bytesUntilOpen(tunnel("a.test:1", "b.test"), answer + "more"))
        .isEqualTo(answer.length());
  }

  @ParameterizedTest
  @CsvSource({
    "500, CONNECT_FAILED", "502, CONNECT_FAILED", "503, CONNECT_FAILED", "599, CONNECT_FAILED",
    "302, PROXY_FAILED", "400, PROXY_FAILED", "403, PROXY_FAILED", "101, PROXY_FAILED",
    "600, PROXY_FAILED", "407, PROXY_FAILED",
  })
  void r63_anyOtherAnswerNamesTheProxy(int status, FailureKind kind) {
    FetchException refused = refusal("HTTP/1.1 " + status + " No\r\n\r\n");
    assertThat(refused.kind()).isEqualTo(kind);
    assertThat(refused)
        .hasMessageContaining("proxy http://a.test:1")
        .hasMessageContaining("" + status);
  }

  @Test
  void r63_interimAnswersHaveABound() {
    assertThat(refusal("HTTP/1.1 103 Hints\r\n\r\n".repeat(17)).kind()).isEqualTo(PROXY_FAILED);
  }

  private static FetchException refusal(String answer) {
    return catchThrowableOfType(
        FetchException.class, () -> bytesUntilOpen(tunnel("a.test:1", "b.test"), answer));
  }

  @Test
  void r63_theOriginsFaultsAreTheOrigins() {
    assertThat(refusal("HTTP/1.1 504 Late\r\n\r\n"))
        .hasMessage("proxy http://a.test:1 answered 504 instead of a tunnel to https://b.test");
    assertThat(refusal("HTTP/1.1 504 Late\r\n\r\n").kind()).isEqualTo(CONNECT_FAILED);
  }
}
