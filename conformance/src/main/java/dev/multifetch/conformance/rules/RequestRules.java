package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.INVALID_URL;
import static dev.multifetch.FailureKind.REDIRECT_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// R12 and R13: the bytes of a request.
public interface RequestRules {

  @Test
  default void r12_anAddressOfIpv6HasItsBracketsInTheHostField(Lab lab) throws Exception {
    assumeThat(hasLoopbackOfIpv6()).as("a loopback of IPv6").isTrue();
    ScriptedServer server = lab.serverAt("::1", Scripts.always(Scripts.OK));
    for (String host : List.of("[::1]", "[0:0:0:0:0:0:0:1]", "[0:0:0:0:0:0:0.0.0.1]")) {
      Lab.fetched(lab.fetch(server.url(host, "/")));
      assertThat(server.requests().getLast())
          .contains("\r\nHost: " + host + ":" + server.port() + "\r\n");
    }
  }

  @Test
  default void r12_aRedirectMayLeadToAnAddressOfIpv6(Lab lab) throws Exception {
    assumeThat(hasLoopbackOfIpv6()).as("a loopback of IPv6").isTrue();
    ScriptedServer there = lab.serverAt("::1", Scripts.always(Scripts.OK));
    URI target = there.url("[::1]", "/there");
    Outcome outcome = lab.fetchFrom(Scripts.always(Scripts.redirect(302, target.toString())));
    assertThat(Lab.fetched(outcome).finalUrl()).isEqualTo(target);
    assertThat(there.requests().getFirst()).contains("\r\nHost: [::1]:" + there.port() + "\r\n");
  }

  @Test
  default void r12_aZoneIdIsRefused(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(Scripts.OK));
    for (String host : List.of("[fe80::1%25lo]", "[fe80::1%lo]", "[::1%1]")) {
      Lab.failed(lab.fetch(server.url(host, "/")), INVALID_URL);
      String redirect = Scripts.redirect(302, "http://" + host + ":" + server.port() + "/");
      Lab.failed(lab.fetchFrom(Scripts.always(redirect)), REDIRECT_REFUSED);
    }
    assertThat(server.connections()).isEmpty();
  }

  private static boolean hasLoopbackOfIpv6() {
    try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  default void r13_theHeadIsTheSameToTheByte(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(Scripts.OK));
    lab.fetch(
        lab.options().userAgent("suite/1").header("X-One", "1").header("Accept", "text/plain"),
        server.url("/path"));
    assertThat(server.requests())
        .containsExactly(
            "GET /path HTTP/1.1\r\n"
                + ("Host: 127.0.0.1:" + server.port() + "\r\n")
                + "User-Agent: suite/1\r\n"
                + "Accept-Encoding: gzip, deflate, br, zstd\r\n"
                + "Connection: keep-alive\r\n"
                + "X-One: 1\r\n"
                + "Accept: text/plain\r\n"
                + "\r\n");
  }

  @Test
  default void r13_anEmptyPathIsASlashAndAFragmentStaysHome(Lab lab) throws Exception {
    assertThat(sent(lab, "")).isEqualTo("/");
    assertThat(sent(lab, "?query")).isEqualTo("/?query");
    assertThat(sent(lab, "/path#fragment")).isEqualTo("/path");
  }

  @Test
  default void r13_pathAndQueryGoAsGiven(Lab lab) throws Exception {
    assertThat(sent(lab, "/a%2Fb/%7Euser/x;v=1,2?q=a+b&c=%20&d=/?:@"))
        .isEqualTo("/a%2Fb/%7Euser/x;v=1,2?q=a+b&c=%20&d=/?:@");
    assertThat(sent(lab, "//double//slash/")).isEqualTo("//double//slash/");
    assertThat(sent(lab, "/caf\u00e9")).isEqualTo("/caf%C3%A9");
  }

  @Test
  default void r13_dotSegmentsAndQuotesGoAsGiven(Lab lab) throws Exception {
    assertThat(sent(lab, "/a/./b/../c?q='x'")).isEqualTo("/a/./b/../c?q='x'");
  }

  @Test
  default void r13_nothingAmbientIsSentOrAsked(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            Scripts.always(
                "HTTP/1.1 401 Unauthorized\r\nSet-Cookie: a=b\r\n"
                    + "WWW-Authenticate: Basic realm=\"r\"\r\nContent-Length: 0\r\n\r\n"));
    List<String> asked = new ArrayList<>();
    try (AutoCloseable _ = Ambient.install(asked)) {
      Fetcher fetcher = lab.open();
      assertThat(Lab.fetched(fetcher.fetchAll(List.of(server.url("/"))).getFirst()).status())
          .isEqualTo(401);
      fetcher.fetchAll(List.of(server.url("/")));
    }
    assertThat(asked).isEmpty();
    assertThat(server.requests())
        .hasSize(2)
        .allSatisfy(head -> assertThat(head).doesNotContain("Cookie", "Authorization"));
  }

  @Test
  default void r13_headersWithLineBreaksAreRefusedWhenOptionsAreBuilt(Lab lab) {
    assertThatThrownBy(() -> lab.options().header("X", "a\r\nEvil: 1").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("header X");
  }

  @Test
  default void r13_theHeadBehindARedirectIsTheSame(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                boolean from = connection.request().startsWith("GET /from");
                connection.answer(from ? Scripts.redirect(302, "/there") : Scripts.OK);
              }
            });
    Lab.fetched(lab.fetch(server.url("/from")));
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().getLast().replace("GET /there", "GET /from"))
        .isEqualTo(server.requests().getFirst());
  }

  private static String sent(Lab lab, String pathAndQuery) throws InterruptedException {
    ScriptedServer server = lab.server(Scripts.always(Scripts.OK));
    Lab.fetched(lab.fetch(server.url(pathAndQuery)));
    return server.requests().getFirst().split(" ", 3)[1];
  }

  /// The JVM's own proxies, cookies and credentials, which a fetcher must not use.
  final class Ambient extends ProxySelector {

    private final List<String> asked;

    private Ambient(List<String> asked) {
      this.asked = asked;
    }

    static AutoCloseable install(List<String> asked) {
      ProxySelector proxies = ProxySelector.getDefault();
      CookieHandler cookies = CookieHandler.getDefault();
      ProxySelector.setDefault(new Ambient(asked));
      CookieHandler.setDefault(new CookieManager());
      Authenticator.setDefault(
          new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
              asked.add("credentials");
              return null;
            }
          });
      return () -> {
        ProxySelector.setDefault(proxies);
        CookieHandler.setDefault(cookies);
        Authenticator.setDefault(null);
      };
    }

    @Override
    public List<Proxy> select(URI url) {
      if (!"socket".equals(url.getScheme())) { // java.net.Socket asks about SOCKS, in every client
        asked.add("proxy for " + url);
      }
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI url, SocketAddress address, IOException cause) {}
  }
}
