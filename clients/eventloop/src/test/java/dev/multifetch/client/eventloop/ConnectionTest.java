package dev.multifetch.client.eventloop;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedConnection.Ending;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What Netty leaves silent, corrects, or would take for the next response.
class ConnectionTest {

  private static final String OK_HEAD = "HTTP/1.1 200 OK\r\n";
  private static final String LAST_ON_CONNECTION =
      OK_HEAD + "Connection: close\r\nContent-Length: 0\r\n\r\n";
  private static final String UNASKED = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n";

  @Test
  void r16_aStatusLineThatIsNoneIsMalformed() throws Exception {
    for (String line :
        List.of("HTTP/1.1 +20 OK", "HTTP/2.0 200 OK", "HTTP/1.1 2000 OK", "200 OK")) {
      assertThat(kind(fetch(line + "\r\nContent-Length: 0\r\n\r\n")))
          .as(line)
          .isEqualTo(MALFORMED_RESPONSE);
    }
    assertThat(fetch("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n")).isInstanceOf(Fetched.class);
  }

  @Test
  void r18_doubtfulFieldsAreMalformedAndHarmlessOnesAreRead() throws Exception {
    for (String field : List.of("no colon", "Content-Length : 0", "X: a\0b", "X: a\rb")) {
      assertThat(kind(fetch(OK_HEAD + field + "\r\nContent-Length: 0\r\n\r\n")))
          .as(field)
          .isEqualTo(MALFORMED_RESPONSE);
    }
    Outcome lenient = fetch("HTTP/1.1 200 OK\nX: folded\n  line\nEmpty:\nContent-Length: 0\n\n");
    assertThat(((Fetched) lenient).headers().first("x")).hasValue("folded line");
    assertThat(((Fetched) lenient).headers().first("empty")).hasValue("");
  }

  @Test
  void r22_framingThatTwoCouldReadDifferentlyIsMalformed() throws Exception {
    String chunks = "2\r\nok\r\n0\r\n\r\n";
    assertThat(
            kind(
                fetch(
                    OK_HEAD + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n" + chunks)))
        .isEqualTo(MALFORMED_RESPONSE);
    assertThat(kind(fetch(OK_HEAD + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!")))
        .isEqualTo(MALFORMED_RESPONSE);
    assertThat(fetch(OK_HEAD + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok"))
        .isInstanceOf(Fetched.class);
  }

  @Test
  void r20_halfALineBehindTheBodyDropsTheConnectionToo() throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK + "HTTP/1"));
        Fetching fetching = open(FetchOptions.builder())) {
      for (int i = 0; i < 3; i++) {
        assertThat(fetching.outcome(origin.url("/"))).isInstanceOf(Fetched.class);
      }
      assertThat(origin.connections()).hasSize(3);
    }
  }

  /// The 408 is there before the next request goes out, but the loop has another connection's
  /// response at hand, whose end would take the idle connection. One loop reads "busy" and "last"
  /// in one round: "busy" holds the loop until both the end of "last" and the 408 are in the
  /// kernel.
  @Test
  void r42_norDoesWhatTheLoopHasNotReadYet() throws Exception {
    CountDownLatch allAsked = new CountDownLatch(3);
    CountDownLatch idle = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch lastSent = new CountDownLatch(1);
    CountDownLatch unaskedSent = new CountDownLatch(1);
    Map<String, Script> byPath =
        Map.of(
            "/idle",
                connection -> {
                  connection.answer(Scripts.OK);
                  lastSent.await();
                  connection.answer(UNASKED);
                  unaskedSent.countDown();
                },
            "/busy",
                connection -> {
                  idle.await();
                  connection.answer(LAST_ON_CONNECTION);
                },
            "/last",
                connection -> {
                  busy.await();
                  connection.answer(LAST_ON_CONNECTION);
                  lastSent.countDown();
                },
            "/next", connection -> connection.answer(Scripts.OK));
    Script script =
        connection -> {
          String path = connection.request().split(" ")[1];
          allAsked.countDown();
          allAsked.await();
          requireNonNull(byPath.get(path), path).serve(connection);
          connection.awaitClientClose();
        };
    try (ScriptedServer origin = ScriptedServer.start(script);
        Fetching fetching = Fetching.withOneLoop()) {
      CompletableFuture<Outcome> next = new CompletableFuture<>();
      fetching.fetch(origin.url("/idle"), _ -> idle.countDown());
      fetching.fetch(
          origin.url("/busy"),
          _ -> {
            busy.countDown();
            Fetching.await(unaskedSent);
          });
      fetching.fetch(origin.url("/last"), _ -> fetching.fetch(origin.url("/next"), next::complete));

      assertThat(status(next.get(10, TimeUnit.SECONDS))).isEqualTo(200);
    }
  }

  /// It comes while the loop is busy with a task, and the next URL begins right after that.
  @Test
  void r42_norDoesWhatComesBetweenTwoTasks() throws Exception {
    CountDownLatch impatient = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Script script =
        connection -> {
          connection.request();
          connection.answer(Scripts.OK);
          if (release.getCount() > 0) {
            impatient.await();
            connection.answer(UNASKED);
            release.countDown();
          }
          connection.awaitClientClose();
        };
    try (ScriptedServer origin = ScriptedServer.start(script);
        Fetching fetching = Fetching.withOneLoop()) {
      fetching.outcome(origin.url("/first"));
      fetching.busyUntil(release).await();
      CompletableFuture<Outcome> next = fetching.fetch(origin.url("/next"));
      impatient.countDown();

      assertThat(status(next.get(10, TimeUnit.SECONDS))).isEqualTo(200);
    }
  }

  @Test
  void r42_whatComesOnAnIdleConnectionAnswersNothing() throws Exception {
    CountDownLatch dropped = new CountDownLatch(1);
    Script impatient =
        connection -> {
          connection.request();
          connection.answer(Scripts.OK);
          if (dropped.getCount() > 0) {
            connection.send(UNASKED);
            try {
              connection.awaitClientClose();
            } finally {
              dropped.countDown();
            }
          }
        };
    try (ScriptedServer origin = ScriptedServer.start(impatient);
        Fetching fetching = open(FetchOptions.builder())) {
      Outcome first = fetching.outcome(origin.url("/first"));
      dropped.await();
      Outcome second = fetching.outcome(origin.url("/second"));
      assertThat(status(first)).isEqualTo(200);
      assertThat(status(second)).isEqualTo(200);
    }
  }

  @Test
  void r48_overTlsOnlyTheServerCanEndABody() throws Exception {
    String unframed = OK_HEAD + "\r\nto the end";
    assertThat(
            kind(
                fetchOverTls(
                    connection -> {
                      connection.request();
                      connection.send(unframed); // and then the TCP connection ends
                    })))
        .isEqualTo(CONNECTION_LOST);
    assertThat(fetchOverTls(Scripts.once(unframed))).isInstanceOf(Fetched.class);
  }

  @Test
  void idleConnectionsAreBoundedOverAllOrigins() throws Exception {
    List<ScriptedServer> origins = new ArrayList<>();
    try (Fetching fetching = open(FetchOptions.builder().maxInFlight(1))) { // so 2 may be idle
      for (int i = 0; i < 5; i++) {
        ScriptedServer origin = ScriptedServer.start(Scripts.always(Scripts.OK));
        origins.add(origin);
        assertThat(fetching.outcome(origin.url("/"))).isInstanceOf(Fetched.class);
      }
      for (ScriptedServer origin : origins.subList(0, 3)) {
        assertThat(origin.connections().getFirst().closedByClient(Duration.ofSeconds(1)))
            .isEqualTo(Ending.FIN);
      }
      fetching.outcome(origins.getLast().url("/"));
      assertThat(origins.getLast().connections()).hasSize(1);
    } finally {
      origins.forEach(ScriptedServer::close);
    }
  }

  private static Outcome fetch(String response) throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Scripts.onceAndStay(response));
        Fetching fetching = open(FetchOptions.builder())) {
      return fetching.outcome(origin.url("/"));
    }
  }

  private static Outcome fetchOverTls(Script script) throws Exception {
    try (ScriptedServer origin = ScriptedServer.start(Certificates.forNames("127.0.0.1"), script);
        Fetching fetching = open(FetchOptions.builder().sslContext(Certificates.trust()))) {
      return fetching.outcome(origin.url("/"));
    }
  }

  private static Fetching open(FetchOptions.Builder options) {
    return Fetching.open(options.timeout(Duration.ofSeconds(5)).build());
  }

  private static FailureKind kind(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Failed.class);
    return ((Failed) outcome).kind();
  }

  private static int status(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Fetched.class);
    return ((Fetched) outcome).status();
  }
}
