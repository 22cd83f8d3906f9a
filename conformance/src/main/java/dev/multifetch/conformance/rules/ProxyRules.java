package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.FailureKind.PROXY_FAILED;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.TLS_FAILED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.DirectHosts;
import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.HttpProxy;
import dev.multifetch.Proxies;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ForwardProxy;
import dev.multifetch.conformance.servers.RefusingPort;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// R61 to R64: proxies. No name that ends in `.behind.test` has an address here, so only the proxy
/// can reach these hosts.
public interface ProxyRules {

  String HOST = "www.behind.test";
  String SECRET = "Basic dXNlcjpwYXNzd29yZA=="; // user:password

  @Test
  default void r61_aProxyGetsTheWholeUrl(Lab lab) throws Exception {
    ScriptedServer origin = lab.server(Scripts.always(Scripts.OK));
    ScriptedServer proxy = lab.server(ForwardProxy.open());
    Lab.fetched(lab.fetch(through(lab, proxy), origin.url(HOST, "/path?query")));
    String authority = HOST + ":" + origin.port();
    assertThat(proxy.requests())
        .containsExactly(
            ("GET http://" + authority + "/path?query HTTP/1.1\r\n")
                + ("Host: " + authority + "\r\n")
                + "User-Agent: multifetch/0.1\r\n"
                + "Accept: */*\r\n"
                + "Accept-Encoding: gzip, deflate, br, zstd\r\n"
                + "Connection: keep-alive\r\n"
                + "\r\n");
    assertThat(origin.requests()).singleElement().asString().startsWith("GET /path?query HTTP/1.1");
  }

  @Test
  default void r61_anHttpsUrlGoesThroughATunnel(Lab lab) throws Exception {
    ScriptedServer origin = lab.server(Certificates.forNames(HOST), Scripts.always(Scripts.OK));
    ScriptedServer proxy = lab.server(ForwardProxy.open());
    Lab.fetched(lab.fetch(through(lab, proxy), origin.url(HOST, "/path?query")));
    String authority = HOST + ":" + origin.port();
    assertThat(proxy.requests())
        .containsExactly(
            ("CONNECT " + authority + " HTTP/1.1\r\n")
                + ("Host: " + authority + "\r\n")
                + "User-Agent: multifetch/0.1\r\n"
                + "\r\n");
    assertThat(origin.requests()).singleElement().asString().startsWith("GET /path?query HTTP/1.1");
  }

  @Test
  default void r61_whatTheAnswerToConnectSaysOfABodyDoesNotCount(Lab lab) throws Exception {
    ScriptedServer origin = lab.server(Certificates.forNames(HOST), Scripts.always(Scripts.OK));
    ScriptedServer proxy =
        lab.server(
            ForwardProxy.opening(
                "HTTP/1.1 103 Early Hints\r\nX: y\r\n\r\n"
                    + "HTTP/1.0 201 Fine\r\nContent-Length: 7\r\nConnection: close\r\n\r\n"));
    Lab.fetched(lab.fetch(through(lab, proxy), origin.url(HOST, "/")));
  }

  @Test
  default void r61_aHostThatNeedsNoProxyIsReachedWithoutIt(Lab lab) throws Exception {
    ScriptedServer origin = lab.server(Scripts.always(Scripts.OK));
    ScriptedServer proxy = lab.server(ForwardProxy.open());
    Lab.fetched(lab.fetch(exceptLoopback(lab, proxy), origin.url("/")));
    assertThat(origin.requests()).singleElement().asString().startsWith("GET / HTTP/1.1\r\n");
    assertThat(proxy.connections()).isEmpty();
  }

  @Test
  default void r61_aRedirectChoosesTheProxyAnew(Lab lab) throws Exception {
    ScriptedServer last = lab.server(Scripts.always(Scripts.OK));
    String there = last.url(HOST, "/last").toString();
    ScriptedServer second = lab.server(Scripts.always(Scripts.redirect(302, there)));
    String direct = second.url("/second").toString();
    ScriptedServer first = lab.server(Scripts.always(Scripts.redirect(302, direct)));
    ScriptedServer proxy = lab.server(ForwardProxy.open());
    Lab.fetched(lab.fetch(exceptLoopback(lab, proxy), first.url(HOST, "/first")));
    assertThat(proxy.requests())
        .extracting(Scripts::target)
        .containsExactly(first.url(HOST, "/first").toString(), there);
    assertThat(second.requests()).extracting(Scripts::target).containsExactly("/second");
  }

  @Test
  default void r62_credentialsGoToTheProxyAndNotThroughItsTunnel(Lab lab) throws Exception {
    ScriptedServer origin = lab.server(Certificates.forNames(HOST), Scripts.always(Scripts.OK));
    ScriptedServer proxy = lab.server(ForwardProxy.demanding(SECRET));
    Lab.fetched(lab.fetch(lab.options().proxy(knownTo(proxy)), origin.url(HOST, "/")));
    assertThat(proxy.requests()).singleElement().asString().contains(SECRET);
    assertThat(origin.requests()).singleElement().asString().doesNotContain("Authorization");
  }

  @Test
  default void r62_credentialsGoToNoOriginWithoutAProxy(Lab lab) throws Exception {
    ScriptedServer direct = lab.server(Scripts.always(Scripts.OK));
    String there = direct.url("/").toString();
    ScriptedServer first = lab.server(Scripts.always(Scripts.redirect(302, there)));
    ScriptedServer proxy = lab.server(ForwardProxy.demanding(SECRET));
    Optional<HttpProxy> known = Optional.of(knownTo(proxy));
    Proxies proxies = new Proxies(known, known, DirectHosts.of("127.0.0.0/8"));
    Lab.fetched(lab.fetch(lab.options().proxies(proxies), first.url(HOST, "/")));
    assertThat(proxy.requests()).singleElement().asString().contains(SECRET);
    assertThat(direct.requests()).singleElement().asString().doesNotContain("Authorization");
  }

  @Test
  default void r63_aProxyThatAsksForAPasswordSaysSo(Lab lab) throws Exception {
    ScriptedServer proxy = lab.server(ForwardProxy.demanding(SECRET));
    failsFor(lab, through(lab, proxy), PROXY_FAILED, proxy.port(), "asks for a user name");
    HttpProxy wrong = new HttpProxy("127.0.0.1", proxy.port(), Optional.of("user:wrong"));
    failsFor(lab, lab.options().proxy(wrong), PROXY_FAILED, proxy.port(), "refuses the user name");
  }

  @Test
  default void r63_aProxyThatCannotBeReachedNamesItself(Lab lab) throws Exception {
    RefusingPort refusing = lab.closing(new RefusingPort());
    HttpProxy down = new HttpProxy("127.0.0.1", refusing.port(), Optional.empty());
    failsFor(lab, lab.options().proxy(down), PROXY_FAILED, down.port(), "refused");
    HttpProxy unknown = new HttpProxy("nowhere.test", 3128, Optional.empty());
    Failed failed =
        Lab.failed(
            lab.fetch(lab.options().proxy(unknown), URI.create("http://127.0.0.1:1/")),
            PROXY_FAILED);
    assertThat(failed.detail()).contains("proxy http://nowhere.test:3128: unknown host");
  }

  @Test
  default void r63_aProxyThatOpensNoTunnelSaysWhy(Lab lab) throws Exception {
    answered(lab, "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", PROXY_FAILED, "403");
    answered(lab, "HTTP/1.1 302 Go\r\nLocation: http://a.test/\r\n\r\n", PROXY_FAILED, "302");
    answered(lab, "SSH-2.0-OpenSSH_9.2\r\n", PROXY_FAILED, "HTTP/1.");
    answered(lab, "HTTP/1.1 200 O", PROXY_FAILED, "ended the connection");
    answered(lab, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000), PROXY_FAILED, "over 65536 bytes");
  }

  @Test
  default void r63_aProxyWithoutAConnectionToTheOriginIsNotToBlame(Lab lab) throws Exception {
    answered(lab, "HTTP/1.1 502 Bad\r\n\r\n", CONNECT_FAILED, "502");
    answered(lab, "HTTP/1.1 503 Down\r\n\r\n", CONNECT_FAILED, "503");
  }

  @Test
  default void r63_aProxyThatIsSilentIsTimedOut(Lab lab) throws Exception {
    ScriptedServer proxy = lab.server(Scripts.silent());
    FetchOptions.Builder options =
        through(lab, proxy).connectTimeout(Duration.ofMillis(300)).timeout(Duration.ofMinutes(1));
    Failed failed = Lab.failed(lab.fetch(options, secure()), TIMED_OUT);
    assertThat(failed.detail()).contains("proxy http://127.0.0.1:" + proxy.port(), "within 300 ms");
    proxy.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r63_soIsOneThatGivesNoResponse(Lab lab) throws Exception {
    ScriptedServer proxy = lab.server(Scripts.silent());
    FetchOptions.Builder options = through(lab, proxy).timeout(Duration.ofMillis(300));
    Failed failed = Lab.failed(lab.fetch(options, URI.create("http://" + HOST + "/")), TIMED_OUT);
    assertThat(failed.detail()).contains("through proxy http://127.0.0.1:" + proxy.port());
  }

  @Test
  default void r63_oneThatEndsTheConnectionNamesItself(Lab lab) throws Exception {
    ScriptedServer proxy = lab.server(Scripts.once("HTTP/1.1 200 O"));
    Failed failed =
        Lab.failed(
            lab.fetch(through(lab, proxy), URI.create("http://" + HOST + "/")), CONNECTION_LOST);
    assertThat(failed.detail()).contains("through proxy http://127.0.0.1:" + proxy.port());
  }

  @Test
  default void r63_theEndOfACallEndsItsWaitForATunnel(Lab lab) throws Exception {
    ScriptedServer proxy = lab.server(Scripts.silent());
    FetchOptions.Builder options =
        through(lab, proxy).connectTimeout(Duration.ofMinutes(1)).timeout(Duration.ofMillis(300));
    Lab.failed(lab.fetch(options, secure()), TIMED_OUT);
    proxy.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r63_aFaultOfTheOriginBehindATunnelIsItsOwn(Lab lab) throws Exception {
    ScriptedServer other =
        lab.server(Certificates.forNames("other.test"), Scripts.always(Scripts.OK));
    ScriptedServer proxy = lab.server(ForwardProxy.open());
    Lab.failed(lab.fetch(through(lab, proxy), other.url(HOST, "/")), TLS_FAILED);
    assertThat(other.requests()).isEmpty();
  }

  @Test
  default void r64_requestsToAnOriginShareItsTunnel(Lab lab) throws Exception {
    ScriptedServer origin = lab.server(Certificates.forNames(HOST), Scripts.always(Scripts.OK));
    ScriptedServer proxy = lab.server(ForwardProxy.open());
    Fetcher fetcher = lab.open(through(lab, proxy));
    for (int i = 0; i < 5; i++) {
      Lab.fetched(fetcher.fetchAll(List.of(origin.url(HOST, "/" + i))).getFirst());
    }
    assertThat(proxy.requests()).hasSize(1);
    assertThat(origin.connections()).hasSize(1);
  }

  @Test
  default void r64_requestsToAnOriginShareAConnectionToItsProxy(Lab lab) throws Exception {
    ScriptedServer origin = lab.server(Scripts.always(Scripts.OK));
    ScriptedServer proxy = lab.server(ForwardProxy.open());
    Fetcher fetcher = lab.open(through(lab, proxy));
    for (int i = 0; i < 5; i++) {
      Lab.fetched(fetcher.fetchAll(List.of(origin.url(HOST, "/" + i))).getFirst());
    }
    assertThat(proxy.requests()).hasSize(5);
    assertThat(proxy.connections()).hasSize(1);
  }

  @Test
  default void r64_aTunnelServesNoOtherOrigin(Lab lab) throws Exception {
    ScriptedServer one = lab.server(Certificates.forNames(HOST), Scripts.always(Scripts.ok("one")));
    ScriptedServer two = lab.server(Certificates.forNames(HOST), Scripts.always(Scripts.ok("two")));
    ScriptedServer proxy = lab.server(ForwardProxy.open());
    Fetcher fetcher = lab.open(through(lab, proxy));
    List<URI> urls = List.of(one.url(HOST, "/"), two.url(HOST, "/"), one.url(HOST, "/"));
    for (URI url : urls) {
      String expected = url.getPort() == one.port() ? "one" : "two";
      assertThat(Lab.fetched(fetcher.fetchAll(List.of(url)).getFirst()).text()).isEqualTo(expected);
    }
    assertThat(proxy.requests())
        .extracting(Scripts::target)
        .containsExactlyInAnyOrder(HOST + ":" + one.port(), HOST + ":" + two.port());
  }

  private static FetchOptions.Builder through(Lab lab, ScriptedServer proxy) {
    return lab.options().proxy(new HttpProxy("127.0.0.1", proxy.port(), Optional.empty()));
  }

  private static HttpProxy knownTo(ScriptedServer proxy) {
    return HttpProxy.of("http://user:password@127.0.0.1:" + proxy.port());
  }

  private static FetchOptions.Builder exceptLoopback(Lab lab, ScriptedServer proxy) {
    Optional<HttpProxy> all =
        Optional.of(new HttpProxy("127.0.0.1", proxy.port(), Optional.empty()));
    return lab.options().proxies(new Proxies(all, all, DirectHosts.of("127.0.0.0/8")));
  }

  private static URI secure() {
    return URI.create("https://" + HOST + "/");
  }

  /// Fetches one URL of each scheme, which must both fail in the same way.
  private static void failsFor(
      Lab lab, FetchOptions.Builder options, FailureKind kind, int port, String words)
      throws InterruptedException {
    for (URI url : List.of(URI.create("http://" + HOST + "/"), secure())) {
      Failed failed = Lab.failed(lab.fetch(options, url), kind);
      assertThat(failed.detail()).contains("proxy http://127.0.0.1:" + port, words);
    }
  }

  private static void answered(Lab lab, String answer, FailureKind kind, String words)
      throws InterruptedException {
    ScriptedServer proxy = lab.server(Scripts.once(answer));
    Failed failed = Lab.failed(lab.fetch(through(lab, proxy), secure()), kind);
    assertThat(failed.detail()).contains("proxy http://127.0.0.1:" + proxy.port(), words);
    ScriptedConnection connection = proxy.connections().getFirst();
    connection.closedByClient(Lab.VISIBLY);
  }
}
