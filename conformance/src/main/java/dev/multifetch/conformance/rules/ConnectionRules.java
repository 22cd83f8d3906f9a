package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// R40 to R44: when connections are used again and when they are closed.
public interface ConnectionRules {

  @Test
  default void r40_sequentialGetsShareOneConnection(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Fetcher fetcher = lab.open();
    for (int i = 0; i < 10; i++) {
      Lab.fetched(fetcher.fetchAll(List.of(server.url("/" + i))).getFirst());
    }
    assertThat(server.connections())
        .as("connections for ten requests, one after another")
        .hasSize(1);
  }

  @Test
  default void r40_chunkedResponsesAndRedirectsShareItToo(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                boolean from = connection.request().startsWith("GET /from");
                connection.answer(
                    from
                        ? "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 4\r\n\r\nhere"
                        : FramingRules.CHUNKED + "2\r\nok\r\n0\r\n\r\n");
              }
            });
    Fetcher fetcher = lab.open();
    for (int i = 0; i < 3; i++) {
      Lab.fetched(fetcher.fetchAll(List.of(server.url("/from"))).getFirst());
    }
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  default void r40_oneThatWasAbortedIsNotReused(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                boolean large = connection.request().startsWith("GET /large");
                connection.answer(large ? Scripts.ok("x".repeat(2_000)) : OK);
              }
            });
    Fetcher fetcher = lab.open(lab.options().maxBodyBytes(1_000));

    Lab.failed(fetcher.fetchAll(List.of(server.url("/large"))).getFirst(), TOO_LARGE);
    Fetched next = Lab.fetched(fetcher.fetchAll(List.of(server.url("/small"))).getFirst());

    assertThat(next.text()).isEqualTo("ok");
    assertThat(server.connections()).hasSize(2);
  }

  @Test
  default void r41_aConnectionThatTheServerClosedMeanwhileIsReplacedSilently(Lab lab)
      throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              connection.answer(OK);
              if (closed.getCount() > 0) {
                connection.finish();
                connection.close();
                closed.countDown();
              }
            });
    Fetcher fetcher = lab.open();
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/first"))).getFirst());
    closed.await();

    Lab.fetched(fetcher.fetchAll(List.of(server.url("/second"))).getFirst());

    assertThat(server.connections()).hasSize(2);
  }

  @Test
  default void r41_oneThatClosesInsteadOfAnsweringIsReplacedOnce(Lab lab) throws Exception {
    AtomicInteger unanswered = new AtomicInteger();
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              if (unanswered.get() == 0) {
                connection.answer(OK);
                connection.request();
              }
              unanswered.incrementAndGet(); // from here on nothing is answered
              connection.finish();
              connection.awaitClientClose();
            });
    Fetcher fetcher = lab.open();
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/first"))).getFirst());

    Lab.failed(fetcher.fetchAll(List.of(server.url("/second"))).getFirst(), CONNECTION_LOST);

    assertThat(unanswered).as("times the server saw the second request").hasValue(2);
  }

  @Test
  default void r41_itIsReplacedByAFreshOneAndNotByTheNextInThePool(Lab lab) throws Exception {
    int several = Math.min(3, lab.concurrency(lab.options()));
    CountDownLatch all = new CountDownLatch(several);
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(several);
    ScriptedServer server =
        lab.server(
            connection -> {
              if (connection.request().startsWith("GET /first")) {
                all.countDown();
                all.await(); // each on a connection of its own
                connection.answer(OK);
                end.await();
                connection.close(); // as a restarted server does
                ended.countDown();
              } else {
                connection.answer(OK);
              }
            });
    Fetcher fetcher = lab.open();
    fetcher.fetchAll(Collections.nCopies(several, server.url("/first")));
    end.countDown();
    ended.await();

    Lab.fetched(fetcher.fetchAll(List.of(server.url("/second"))).getFirst());
  }

  @Test
  default void r41_aFreshConnectionThatDiesIsNotTriedAgain(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.once(""));
    Lab.failed(lab.fetch(server.url("/")), CONNECTION_LOST);
    assertThat(server.requests()).as("requests that the server saw, of one to send").hasSize(1);
  }

  @Test
  default void r41_aResponseThatBeganIsNotTriedAgain(Lab lab) throws Exception {
    for (String begun :
        List.of(
            "HTTP/1.1 20",
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
            "HTTP/1.1 103 Early Hints\r\n\r\n")) {
      ScriptedServer server =
          lab.server(
              connection -> {
                connection.request();
                connection.answer(OK);
                connection.request();
                connection.answer(begun);
                connection.finish();
                connection.awaitClientClose();
              });
      Fetcher fetcher = lab.open();
      Lab.fetched(fetcher.fetchAll(List.of(server.url("/first"))).getFirst());
      Lab.failed(fetcher.fetchAll(List.of(server.url("/second"))).getFirst(), CONNECTION_LOST);
      assertThat(server.requests()).as("requests, the second answered %s", begun).hasSize(2);
    }
  }

  @Test
  default void r41_anAnswerIsAnAnswer(Lab lab) throws Exception {
    for (String status : List.of("408 Request Timeout", "429 Too Many", "503 Unavailable")) {
      ScriptedServer server =
          lab.server(
              Scripts.always(
                  "HTTP/1.1 " + status + "\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"));
      Lab.fetched(lab.fetch(server.url("/")));
      assertThat(server.requests())
          .as("requests that the server saw, of one to send, which it answered with " + status)
          .hasSize(1);
    }
  }

  @Test
  default void r42_a408OnAnIdleConnectionIsNotTheNextResponse(Lab lab) throws Exception {
    afterAPushed408(lab, lab::server, _ -> {});
  }

  @Test
  default void r42_norIsOneBeforeTheEndOfTheConnection(Lab lab) throws Exception {
    afterAPushed408(lab, lab::server, ScriptedConnection::finish);
  }

  @Test
  default void r42_norIsOneOverTls(Lab lab) throws Exception {
    var tls = Certificates.forNames("127.0.0.1");
    afterAPushed408(lab, script -> lab.server(tls, script), _ -> {});
    afterAPushed408(lab, script -> lab.server(tls, script), ScriptedConnection::finish);
  }

  private static void afterAPushed408(
      Lab lab, Function<Script, ScriptedServer> servers, Script afterwards) throws Exception {
    CountDownLatch idle = new CountDownLatch(1);
    CountDownLatch pushed = new CountDownLatch(1);
    ScriptedServer server =
        servers.apply(
            connection -> {
              connection.request();
              connection.answer(OK);
              if (pushed.getCount() > 0) {
                idle.await(); // else these would be surplus bytes of the first response: R20
                connection.send(
                    "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                afterwards.serve(connection);
                pushed.countDown();
              }
              connection.awaitClientClose();
            });
    Fetcher fetcher = lab.open();
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/first"))).getFirst());
    idle.countDown();
    pushed.await();
    // A client that listens notices now; any other client notices when it sends again. Without this
    // pause the 408 could cross the next request, and HTTP/1.1 cannot tell it from an answer.
    boolean _ = server.connections().getFirst().isClosedByClient(Lab.PROMPTLY.dividedBy(2));

    Fetched second = Lab.fetched(fetcher.fetchAll(List.of(server.url("/second"))).getFirst());

    assertThat(second.status()).as("status of the second response").isEqualTo(200);
  }

  @Test
  default void r43_afterFailuresOfEveryKindFullConcurrencyIsStillThere(Lab lab) throws Exception {
    FetchOptions.Builder options =
        lab.options().timeout(Duration.ofMillis(600)).maxBodyBytes(1_000);
    int promised = lab.concurrency(options);
    CountDownLatch all = new CountDownLatch(promised);
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                switch (connection.request().split(" ", 3)[1]) {
                  case "/silent" -> connection.awaitClientClose();
                  case "/reset" -> connection.reset();
                  case "/short" -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
                    connection.finish();
                  }
                  case "/large" -> connection.send(Scripts.ok("x".repeat(2_000)));
                  case "/bad" -> connection.send("HTTP/1.1 abc\r\n\r\n");
                  default -> {
                    all.countDown();
                    all.await();
                    connection.answer(OK);
                  }
                }
              }
            });
    List<URI> failing = new ArrayList<>();
    for (String path : List.of("/silent", "/reset", "/short", "/large", "/bad")) {
      failing.addAll(Collections.nCopies(path.equals("/silent") ? 2 : 10, server.url(path)));
    }
    Fetcher fetcher = lab.open(options);

    assertThat(fetcher.fetchAll(failing)).noneMatch(Fetched.class::isInstance);
    for (ScriptedConnection connection : server.connections()) {
      connection.closedByClient(Lab.VISIBLY); // not only once the fetcher is closed
    }
    List<Outcome> after = fetcher.fetchAll(Collections.nCopies(promised, server.url("/held")));

    assertThat(after).as("full concurrency after failures").allSatisfy(Lab::fetched);
  }

  @Test
  default void r44_closeLeavesNoConnectionOpen(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Fetcher fetcher = lab.open();
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/"))).getFirst());

    fetcher.close();

    server.connections().getFirst().closedByClient(Lab.VISIBLY); // threads: see the ledger
  }
}
