package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.REDIRECT_REFUSED;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static dev.multifetch.conformance.servers.Scripts.redirect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.conformance.fixtures.BodyFixtures;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// R29 to R33: where a redirect may lead.
public interface RedirectRules {

  @Test
  default void r29_fiveStatusCodesAreFollowed(Lab lab) throws Exception {
    for (int status : List.of(301, 302, 303, 307, 308)) {
      ScriptedServer server = from(lab, redirect(status, "/there"));
      Fetched fetched = Lab.fetched(lab.fetch(server.url("/from")));
      assertThat(fetched.finalUrl()).isEqualTo(server.url("/there"));
      assertThat(fetched.status()).isEqualTo(200);
    }
  }

  @Test
  default void r29_otherStatusCodesAreNot(Lab lab) throws Exception {
    for (int status : List.of(300, 304, 305, 306)) {
      ScriptedServer server = from(lab, redirect(status, "/there"));
      assertThat(Lab.fetched(lab.fetch(server.url("/from"))).status()).isEqualTo(status);
    }
  }

  @Test
  default void r29_asManyAsMaxRedirectsAndNotOneMore(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                int left = Integer.parseInt(connection.request().split("[/ ]", 4)[2]);
                connection.answer(left == 0 ? OK : redirect(302, "/" + (left - 1)));
              }
            });
    FetchOptions.Builder options = lab.options().maxRedirects(3);
    assertThat(Lab.fetched(lab.fetch(options, server.url("/3"))).finalUrl())
        .isEqualTo(server.url("/0"));
    Lab.failed(lab.fetch(options, server.url("/4")), REDIRECT_REFUSED);
    assertThat(Lab.fetched(lab.fetch(options.maxRedirects(0), server.url("/1"))).status())
        .isEqualTo(302);
  }

  @Test
  default void r29_aLoopIsRefused(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(redirect(302, "/")));
    Lab.failed(lab.fetch(lab.options().maxRedirects(1_000), server.url("/")), REDIRECT_REFUSED);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  default void r30_withoutALocationTheRedirectIsTheAnswer(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.NO_REDIRECTS);
  }

  @Test
  default void r30_referencesResolve(Lab lab) throws Exception {
    Map<String, String> targets =
        Map.of(
            "there", "/a/b/there",
            "../there", "/a/there",
            "../../../there?q#fragment", "/there?q",
            "/there#fragment", "/there",
            "?query", "/a/b/from?query",
            "with space", "/a/b/with%20space",
            "caf\u00c3\u00a9", "/a/b/caf%C3%A9"); // UTF-8, a character for a byte
    for (Map.Entry<String, String> target : targets.entrySet()) {
      ScriptedServer server = from(lab, redirect(302, target.getKey()));
      Lab.fetched(lab.fetch(server.url("/a/b/from")));
      assertThat(server.requests().getLast().split(" ", 3)[1])
          .as("target of " + target.getKey())
          .isEqualTo(target.getValue());
    }
  }

  @Test
  default void r30_aReferenceMayNameAnotherHost(Lab lab) throws Exception {
    ScriptedServer there = lab.server(Scripts.always(OK));
    ScriptedServer from = from(lab, redirect(302, "//127.0.0.1:" + there.port() + "/there"));
    assertThat(Lab.fetched(lab.fetch(from.url("/from"))).finalUrl()).isEqualTo(there.url("/there"));
  }

  @Test
  default void r30_differentLocationsAreMalformed(Lab lab) throws Exception {
    String head = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /one\r\nLocation: ";
    Lab.failed(lab.fetchFrom(Scripts.always(head + "/two\r\n\r\n")), MALFORMED_RESPONSE);
    ScriptedServer equal = from(lab, head + "/one\r\n\r\n");
    assertThat(Lab.fetched(lab.fetch(equal.url("/from"))).finalUrl()).isEqualTo(equal.url("/one"));
  }

  @Test
  default void r31_whereNoneMayLeadNoneIsFollowed(Lab lab) throws Exception {
    ScriptedServer there = lab.server(Scripts.always(OK));
    String host = "127.0.0.1:" + there.port();
    for (String location :
        List.of("ftp://" + host, "file:///etc/passwd", "javascript:x", "http://user:pw@" + host)) {
      ScriptedServer from = from(lab, redirect(302, location));
      Lab.failed(lab.fetch(from.url("/from")), REDIRECT_REFUSED);
    }
    assertThat(there.connections()).isEmpty();
  }

  @Test
  default void r31_aRefusedRedirectIsTheOutcome(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.REFUSED_REDIRECTS);
  }

  @Test
  default void r31_fromHttpsToHttpIsRefused(Lab lab) throws Exception {
    ScriptedServer there = lab.server(Scripts.always(OK));
    ScriptedServer from =
        lab.server(
            Certificates.forNames("127.0.0.1"),
            Scripts.always(redirect(302, there.url("/").toString())));
    Lab.failed(lab.fetch(from.url("/")), REDIRECT_REFUSED);
    assertThat(there.connections()).isEmpty();
  }

  @Test
  default void r32_credentialsStayWithTheirOrigin(Lab lab) throws Exception {
    ScriptedServer back = lab.server(Scripts.always(OK));
    ScriptedServer away = lab.server(Scripts.always(redirect(302, back.url("/back").toString())));
    ScriptedServer from =
        lab.server(
            connection -> {
              while (true) {
                boolean first = connection.request().startsWith("GET /first");
                connection.answer(redirect(302, first ? "/second" : away.url("/").toString()));
              }
            });

    Lab.fetched(
        lab.fetch(
            lab.options()
                .header("Authorization", "secret")
                .header("Cookie", "secret")
                .header("Proxy-Authorization", "secret")
                .header("X-Harmless", "kept"),
            from.url("/first")));

    assertThat(from.requests()).hasSize(2).allSatisfy(head -> assertThat(head).contains("secret"));
    for (ScriptedServer stranger : List.of(away, back)) {
      assertThat(stranger.requests())
          .as("requests at another origin than the one whose credentials these are")
          .hasSize(1)
          .noneMatch(head -> head.contains("secret"));
    }
    assertThat(back.requests().getFirst()).contains("X-Harmless: kept");
  }

  @Test
  default void r32_anotherHostOnTheSamePortIsAnotherOrigin(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                String head = connection.request();
                String port = head.replaceFirst("(?s).*Host: [^:]*:([0-9]+).*", "$1");
                String other = "http://other.test:" + port + "/there";
                connection.answer(head.startsWith("GET /from") ? redirect(302, other) : OK);
              }
            });
    Lab.fetched(
        lab.fetch(
            lab.options().header("authorization", "secret"), server.url("origin.test", "/from")));
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().getFirst()).contains("secret");
    assertThat(server.requests().getLast()).contains("GET /there").doesNotContain("secret");
  }

  @Test
  default void r33_theBodyOfARedirectChangesNothing(Lab lab) throws Exception {
    FixtureRun.check(lab, BodyFixtures.REDIRECTS);
  }

  @Test
  default void r33_aLongBodyOfARedirectIsNotAwaited(Lab lab) throws Exception {
    ScriptedServer server =
        from(lab, "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 1000000\r\n\r\n");
    assertThat(Lab.fetched(lab.fetch(server.url("/from"))).finalUrl())
        .isEqualTo(server.url("/there"));
  }

  @Test
  default void r33_anEndlessBodyOfARedirectIsAbandoned(Lab lab) throws Exception {
    String chunk = "%x\r\n%s\r\n".formatted(64 << 10, "x".repeat(64 << 10));
    AtomicInteger sent = new AtomicInteger();
    ScriptedServer server =
        lab.server(
            connection -> {
              while (!connection.request().startsWith("GET /from")) {
                connection.answer(OK);
              }
              connection.answer(
                  "HTTP/1.1 302 Found\r\nLocation: /there\r\nTransfer-Encoding: chunked\r\n\r\n");
              while (sent.get() < 64 << 20) { // unless somebody hangs up
                connection.send(chunk);
                sent.addAndGet(chunk.length());
              }
            });
    assertThat(Lab.fetched(lab.fetch(server.url("/from"))).finalUrl())
        .isEqualTo(server.url("/there"));
    assertThat(sent)
        .as("bytes of a redirect's body sent before the client hung up")
        .hasValueLessThan(32 << 20); // what sockets hold on the way is less
    server.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  /// Answers `/from` with this and everything else with a 200.
  private static ScriptedServer from(Lab lab, String response) {
    return lab.server(
        connection -> {
          while (true) {
            boolean from = connection.request().split(" ", 3)[1].endsWith("/from");
            connection.answer(from ? response : OK);
          }
        });
  }
}
