package dev.multifetch.http;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.PROXY_FAILED;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.http.Dialogue.failed;
import static dev.multifetch.http.Dialogue.fetch;
import static dev.multifetch.http.Dialogue.sent;
import static dev.multifetch.http.Dialogue.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.HttpProxy;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Where a connection goes, and whose fault it is if there is none.
class RouteTest {

  private static final Origin HTTP = new Origin(false, "a.test", 81);
  private static final Origin HTTPS = new Origin(true, "a.test", 444);
  private static final FetchOptions DIRECT = FetchOptions.defaults();
  private static final FetchOptions PROXIED = through("proxy.test:3128");

  private static FetchOptions through(String proxy) {
    return FetchOptions.builder().proxy(HttpProxy.of(proxy)).build();
  }

  @Test
  void withoutAProxyItLeadsToTheOrigin() {
    Route route = Route.to(HTTPS, DIRECT);
    ConnectException refused = new ConnectException("refused");

    assertThat(route.host()).isEqualTo("a.test");
    assertThat(route.port()).isEqualTo(444);
    assertThat(route.tunnel(DIRECT)).isEmpty();
    assertThat(route.failed(refused)).isSameAs(refused);
  }

  @Test
  void r61_withAProxyItLeadsThere_andOnlyHttpsNeedsATunnel() {
    assertThat(Route.to(HTTP, PROXIED).host()).isEqualTo("proxy.test");
    assertThat(Route.to(HTTPS, PROXIED).port()).isEqualTo(3128);
    assertThat(Route.to(HTTP, PROXIED).tunnel(PROXIED)).isEmpty();
    assertThat(Route.to(HTTPS, PROXIED).tunnel(PROXIED)).isPresent();
  }

  @Test
  void r63_aProxyThatCannotBeReachedIsNamed() {
    Route route = Route.to(HTTP, PROXIED);

    assertThat(kindAndDetail(route.failed(new ConnectException("refused"))))
        .isEqualTo(PROXY_FAILED + " proxy http://proxy.test:3128: refused");
    assertThat(kindAndDetail(route.failed(new UnknownHostException("proxy.test"))))
        .isEqualTo(PROXY_FAILED + " proxy http://proxy.test:3128: unknown host: proxy.test");
    assertThat(kindAndDetail(route.failed(new SocketTimeoutException("late"))))
        .isEqualTo(TIMED_OUT + " proxy http://proxy.test:3128: late");
  }

  @Test
  void r63_aTunnelThatDoesNotOpenNamesItsProxy_andSaysSoOnce() {
    Tunnel tunnel = Route.to(HTTPS, PROXIED).tunnel(PROXIED).orElseThrow();
    FetchException told = tunnel.ended();

    assertThat(kindAndDetail(told)).startsWith(PROXY_FAILED + " proxy http://proxy.test:3128: it");
    assertThat(tunnel.failed(told)).isSameAs(told);
    assertThat(kindAndDetail(tunnel.failed(new IOException("reset"))))
        .isEqualTo(PROXY_FAILED + " proxy http://proxy.test:3128: reset");
    assertThat(kindAndDetail(tunnel.notOpenWithin(Duration.ofMillis(70))))
        .isEqualTo(
            TIMED_OUT
                + " proxy http://proxy.test:3128: no tunnel to https://a.test:444 within 70 ms");
  }

  @Test
  void r63_aWrongPasswordIsToldFromNone() {
    assertThat(Route.wantsCredentials(HttpProxy.of("p.test:1"))).hasMessageContaining("asks for a");
    assertThat(Route.wantsCredentials(HttpProxy.of("u:p@p.test:1")))
        .hasMessage("proxy http://p.test:1 refuses the user name or the password (407)");
  }

  @Test
  void r63_aConnectionThatIsLostNamesTheProxyOnItsWay() {
    UrlFetch fetch = started("http://a.test/", PROXIED);
    var lost = failed(fetch.failed(new IOException("reset"), false));

    assertThat(lost.kind()).isEqualTo(CONNECTION_LOST);
    assertThat(lost.detail()).endsWith(", through proxy http://proxy.test:3128");
  }

  @Test
  void r68_aHeadIsAskedFor_andOnlyAProxyGetsAWholeUrl() {
    FetchOptions heads = FetchOptions.builder().headOnly(true).build();

    assertThat(sent(fetch("http://a.test/", heads).start()).method()).isEqualTo("HEAD");
    assertThat(sent(fetch("http://a.test/", DIRECT).start()).isForProxy()).isFalse();
    assertThat(sent(fetch("http://a.test/", PROXIED).start()).isForProxy()).isTrue();
  }

  private static String kindAndDetail(IOException failure) {
    return Failures.kindOf(failure) + " " + Failures.detailOf(failure);
  }
}
