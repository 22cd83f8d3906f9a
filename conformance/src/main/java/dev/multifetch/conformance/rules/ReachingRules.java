package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.TLS_FAILED;
import static dev.multifetch.FailureKind.UNKNOWN_HOST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Credentials;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.HttpProxy;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;

/// R65 to R68: what the caller knows better about a server, such as its address, its certificate or
/// its password, and wants to know of it.
public interface ReachingRules {

  String NOWHERE = "nowhere.given.test"; // it has no address
  List<InetAddress> HERE = List.of(InetAddress.ofLiteral("127.0.0.1"));

  @Test
  default void r65_givenAddressesCountInsteadOfALookup(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Certificates.forNames(NOWHERE), Scripts.always(Scripts.OK));
    Lab.fetched(
        lab.fetch(lab.options().addresses(NOWHERE, server.port(), HERE), server.url(NOWHERE, "/")));
    assertThat(server.requests().getFirst())
        .contains("\r\nHost: " + NOWHERE + ":" + server.port() + "\r\n");
  }

  @Test
  default void r65_theyCountForOnePort(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(Scripts.OK));
    Lab.failed(
        lab.fetch(lab.options().addresses(NOWHERE, 1, HERE), server.url(NOWHERE, "/")),
        UNKNOWN_HOST);
  }

  @Test
  default void r65_aGivenAddressThatRefusesGivesWayToTheNext(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(Scripts.OK));
    List<InetAddress> two = List.of(InetAddress.ofLiteral("127.0.0.2"), HERE.getFirst());
    Lab.fetched(
        lab.fetch(lab.options().addresses(NOWHERE, server.port(), two), server.url(NOWHERE, "/")));
  }

  @Test
  default void r66_withoutVerifyingAnyCertificateWillDo(Lab lab) throws Exception {
    for (SSLSocketFactory tls :
        List.of(
            Certificates.selfSigned(),
            Certificates.expired(),
            Certificates.ofUnknownAuthority(),
            Certificates.forNames("other.test"),
            Certificates.forSubject("127.0.0.1"))) {
      ScriptedServer server = lab.server(tls, Scripts.always(Scripts.OK));
      FetchOptions.Builder trusting = FetchOptions.builder().maxInFlight(1).verifying(false);
      Lab.fetched(lab.fetch(trusting, server.url("/")));
    }
  }

  @Test
  default void r66_aContextOfTheCallerStillDecidesWhomToTrust(Lab lab) throws Exception {
    ScriptedServer other =
        lab.server(Certificates.forNames("other.test"), Scripts.always(Scripts.OK));
    ScriptedServer stranger =
        lab.server(Certificates.ofUnknownAuthority(), Scripts.always(Scripts.OK));
    Lab.fetched(lab.fetch(lab.options().verifying(false), other.url("/")));
    Lab.failed(lab.fetch(lab.options().verifying(false), stranger.url("/")), TLS_FAILED);
  }

  @Test
  default void r67_credentialsGoToTheirOriginAndNoOther(Lab lab) throws Exception {
    ScriptedServer last = lab.server(Scripts.always(Scripts.OK));
    ScriptedServer second =
        lab.server(Scripts.always(Scripts.redirect(302, last.url("/").toString())));
    ScriptedServer first =
        lab.server(Scripts.always(Scripts.redirect(302, second.url("/").toString())));
    Credentials known =
        (_, _, port) ->
            port == first.port()
                ? Optional.of("first-secret")
                : port == last.port() ? Optional.of("last-secret") : Optional.empty();
    Lab.fetched(lab.fetch(lab.options().credentials(known), first.url("/")));
    assertThat(first.requests().getFirst()).contains("\r\nAuthorization: first-secret\r\n");
    assertThat(second.requests().getFirst()).doesNotContain("Authorization", "secret");
    assertThat(last.requests().getFirst()).contains("\r\nAuthorization: last-secret\r\n");
  }

  @Test
  default void r68_aHeadHasNoBodyWhateverItsFieldsSay(Lab lab) throws Exception {
    Fetcher fetcher = lab.open(lab.options().headOnly(true));
    for (String fields :
        List.of(
            "Content-Length: 99999999999\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\nContent-Encoding: gzip\r\n",
            "Content-Length: 5\r\nContent-Encoding: unheard-of\r\n",
            "")) {
      ScriptedServer server =
          lab.server(Scripts.always("HTTP/1.1 200 OK\r\n" + fields + "X: y\r\n\r\n"));
      for (String path : List.of("/1", "/2", "/3")) {
        Fetched fetched = Lab.fetched(fetcher.fetchAll(List.of(server.url(path))).getFirst());
        assertThat(fetched.headers().first("X")).contains("y");
        assertThat(fetched.bodyBytes()).isZero();
      }
      assertThat(server.requests()).hasSize(3).allMatch(head -> head.startsWith("HEAD /"));
      assertThat(server.connections()).as("connections for " + fields).hasSize(1);
    }
  }

  @Test
  default void r68_aRedirectIsFollowedWithHead(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                boolean there = connection.request().startsWith("HEAD /there ");
                connection.answer(
                    there
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"
                        : "HTTP/1.1 303 See\r\nLocation: /there\r\nContent-Length: 7\r\n\r\n");
              }
            });
    Fetched fetched = Lab.fetched(lab.fetch(lab.options().headOnly(true), server.url("/")));
    assertThat(fetched.finalUrl()).isEqualTo(server.url("/there"));
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  default void r68_aBodyAllTheSameDropsTheConnection(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(Scripts.OK));
    Fetcher fetcher = lab.open(lab.options().headOnly(true));
    for (String path : List.of("/1", "/2")) {
      Lab.fetched(fetcher.fetchAll(List.of(server.url(path))).getFirst());
    }
    assertThat(server.connections()).hasSize(2);
  }

  @Test
  default void r68_aProxyPassesItOn(Lab lab) throws Exception {
    ScriptedServer proxy =
        lab.server(Scripts.always("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n"));
    HttpProxy to = new HttpProxy("127.0.0.1", proxy.port(), Optional.empty());
    Lab.fetched(
        lab.fetch(
            lab.options().headOnly(true).proxy(to), URI.create("http://a.behind.test:81/x?y")));
    assertThat(proxy.requests().getFirst())
        .startsWith("HEAD http://a.behind.test:81/x?y HTTP/1.1\r\n");
  }

  @Test
  default void r67_aFieldOfTheCallerCountsBeforeThem(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(Scripts.OK));
    FetchOptions.Builder options =
        lab.options()
            .credentials((_, _, _) -> Optional.of("secret"))
            .header("Authorization", "own");
    Lab.fetched(lab.fetch(options, server.url("/")));
    assertThat(server.requests().getFirst())
        .contains("\r\nAuthorization: own\r\n")
        .doesNotContain("secret");
  }
}
