package dev.multifetch.http;

import static dev.multifetch.FailureKind.INVALID_URL;
import static dev.multifetch.FailureKind.PROXY_FAILED;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetch;
import static dev.multifetch.http.Dialogue.fetched;
import static dev.multifetch.http.Dialogue.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.Headers.Field;
import dev.multifetch.HttpProxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {

  @Test
  void r13_theHeadIsTheseFieldsInThisOrder() {
    FetchOptions options = FetchOptions.builder().userAgent("me/1").header("X-One", "1").build();

    assertThat(sent(fetch("http://a.example:81/x", options).start()).headers())
        .containsExactly(
            new Field("Host", "a.example:81"),
            new Field("User-Agent", "me/1"),
            new Field("Accept", "*/*"),
            new Field("Accept-Encoding", "gzip, deflate"),
            new Field("Connection", "keep-alive"),
            new Field("X-One", "1"));
  }

  @Test
  void r61_aProxyGetsTheWholeUrlAndItsCredentials() {
    HttpProxy proxy = HttpProxy.of("user:pass@proxy.test:3128");
    FetchOptions options = FetchOptions.builder().proxy(proxy).build();

    Request request = sent(fetch("http://A.example:80/x?y#z", options).start());
    assertThat(request.target()).isEqualTo("http://a.example/x?y");
    assertThat(request.headers().first("Host")).contains("a.example");
    assertThat(request.headers().first("Proxy-Authorization")).contains("Basic dXNlcjpwYXNz");
  }

  @Test
  void r62_whatGoesThroughATunnelIsForTheOrigin() {
    HttpProxy proxy = HttpProxy.of("user:pass@proxy.test:3128");
    FetchOptions options = FetchOptions.builder().proxy(proxy).build();

    Request request = sent(fetch("https://a.example/x", options).start());
    assertThat(request.target()).isEqualTo("/x");
    assertThat(request.headers().first("Proxy-Authorization")).isEmpty();
  }

  @Test
  void r63_a407IsTheProxysOnlyWhereAProxyReadsTheRequest() {
    ResponseHead head = new ResponseHead(true, 407, Headers.NONE.with("Content-Length", "0"));
    FetchOptions options =
        FetchOptions.builder().proxy(HttpProxy.of("http://proxy.test:3128")).build();

    UrlFetch behind = fetch("http://a.example/", options);
    var _ = behind.start();
    Failed refused = failed(behind.head(head));
    assertThat(refused.kind()).isEqualTo(PROXY_FAILED);
    assertThat(refused.detail())
        .isEqualTo("proxy http://proxy.test:3128 asks for a user name and a password (407)");
    UrlFetch tunnelled = fetch("https://a.example/", options);
    var _ = tunnelled.start();
    assertThat(fetched(tunnelled.head(head)).status()).isEqualTo(407);
  }

  @Test
  void r13_theCallersWordReplacesOursInAnyCase() {
    FetchOptions options =
        FetchOptions.builder()
            .header("accept", "text/html")
            .header("ACCEPT", "text/plain")
            .header("User-agent", "other")
            .build();

    assertThat(sent(fetch("http://a.example/", options).start()).headers())
        .containsExactly(
            new Field("Host", "a.example"),
            new Field("Accept-Encoding", "gzip, deflate"),
            new Field("Connection", "keep-alive"),
            new Field("accept", "text/html"),
            new Field("ACCEPT", "text/plain"),
            new Field("User-agent", "other"));
  }

  @Test
  void r13_theRequestGoesToTheOriginOfTheUrl() {
    assertThat(sent(fetch("https://A.example/x").start()).origin())
        .isEqualTo(new Origin(true, "a.example", 443));
  }

  @Test
  void r13_aCharacterGivenInTwoPartsIsSentInTwoParts() {
    assertThat(sent(fetch("http://a.example/u\u0308").start()).target()).isEqualTo("/u%CC%88");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a.example/\ud83d", "http://a.example/?\ude00x"})
  void r08_halfACharacterIsInvalid(String url) {
    assertThat(failed(fetch(url).start()).kind()).isEqualTo(INVALID_URL);
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example,                      /",
    "http://a.example/,                     /",
    "http://a.example?q,                    /?q",
    "http://a.example/?,                    /?",
    "http://a.example/x#part,               /x",
    "http://a.example#part,                 /",
    "http://a.example/x/../y/./z//,         /x/../y/./z//",
    "http://a.example/%7e%2F?a=%26&b=+;?,   /%7e%2F?a=%26&b=+;?",
    "http://a.example/gr\u00fcn?\u20ac#\u00e4, /gr%C3%BCn?%E2%82%AC",
    "http://a.example/\ud83d\ude00,         /%F0%9F%98%80",
    "http://a.example/\u010d\u010aX:1,       /%C4%8D%C4%8AX:1" // whose low bytes are CR and LF
  })
  void r13_pathAndQueryAreSentAsGivenWithoutTheFragment(String url, String target) {
    assertThat(sent(fetch(url).start()).target()).isEqualTo(target);
  }
}
