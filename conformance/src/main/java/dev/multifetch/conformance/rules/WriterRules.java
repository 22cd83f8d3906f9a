package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.INTERNAL;
import static dev.multifetch.FailureKind.WRITE_FAILED;
import static dev.multifetch.conformance.servers.Scripts.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyHandler;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// R56 to R58: writers of the caller's own, which take a body as it comes, and may wait or throw.
public interface WriterRules {

  int LARGE = 64 << 20; // bytes; more than all sockets and buffers on the way hold

  @Test
  default void r56_bodiesMayGoNowhere(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("x".repeat(100_000))));
    Fetched fetched =
        Lab.fetched(lab.fetch(lab.options().bodies(BodyHandler.discarding()), server.url("/")));
    assertThat(fetched.body()).isEmpty();
    assertThat(fetched.bodyBytes()).isEqualTo(100_000);
  }

  @Test
  default void r56_theHandlerIsAskedForTheLastResponse(Lab lab) throws Exception {
    List<BodyHandler.Response> asked = new ArrayList<>();
    SlowWriter writer = SlowWriter.thatDoesNotWait();
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              connection.answer(Scripts.redirect(302, "/there"));
              connection.request();
              connection.answer("HTTP/1.1 404 No\r\nContent-Length: 4\r\nX: y\r\n\r\nbody");
            });
    BodyHandler handler =
        response -> {
          asked.add(response);
          return writer;
        };

    Lab.fetched(lab.fetch(lab.options().bodies(handler), server.url("/here")));

    assertThat(asked).as("responses that the handler was asked for").hasSize(1);
    assertThat(asked.getFirst().index()).isZero();
    assertThat(asked.getFirst().url()).isEqualTo(server.url("/here"));
    assertThat(asked.getFirst().finalUrl()).isEqualTo(server.url("/there"));
    assertThat(asked.getFirst().status()).isEqualTo(404);
    assertThat(asked.getFirst().headers().first("X")).contains("y");
    assertThat(writer.events()).containsExactly("write 4", "finish");
  }

  @Test
  default void r57_aWriterThatWaitsStopsItsServer(Lab lab) throws Exception {
    AtomicLong sent = new AtomicLong();
    ScriptedServer server = lab.server(large(sent));
    try (SlowWriter slow = SlowWriter.thatWaits()) {
      Fetcher fetcher = lab.open(lab.patient().maxBodyBytes(LARGE).bodies(_ -> slow));
      Running running = lab.start(fetcher, List.of(server.url("/")));

      slow.awaitWaiting();
      assertThat(stalledAt(sent)).as("bytes sent while nothing is written").isLessThan(LARGE / 2);
      slow.goOn();

      assertThat(Lab.fetched(running.next()).bodyBytes()).isEqualTo(LARGE);
      assertThat(slow.events().getLast()).isEqualTo("finish");
    }
  }

  private static Script large(AtomicLong sent) {
    return connection -> {
      connection.request();
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
      byte[] piece = new byte[64 << 10];
      while (sent.get() < LARGE) {
        connection.send(piece);
        sent.addAndGet(piece.length);
      }
      connection.awaitClientClose();
    };
  }

  /// How many bytes the server has sent when it stops sending.
  private static long stalledAt(AtomicLong sent) throws InterruptedException {
    long before = -1;
    while (before != sent.get()) {
      before = sent.get();
      Thread.sleep(300); // a stall has no event
    }
    return before;
  }

  @Test
  default void r57_writersThatWaitHoldUpNoOther(Lab lab) throws Exception {
    FetchOptions.Builder options = lab.patient().maxInFlight(65);
    int waiting = lab.concurrency(options) - 1;
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    List<SlowWriter> writers = new ArrayList<>();
    List<URI> urls = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      writers.add(SlowWriter.thatWaits());
      urls.add(server.url("/slow/" + i));
    }
    urls.add(server.url("/free"));
    options.bodies(
        response ->
            response.index() < waiting
                ? writers.get((int) response.index())
                : SlowWriter.thatDoesNotWait());
    Running running = lab.start(lab.open(options), urls);

    try {
      Outcome first = running.next(lab.patience());
      assertThat(first.index()).as("index of the URL that ends first").isEqualTo(waiting);
      for (SlowWriter writer : writers) {
        writer.awaitWaiting();
        writer.goOn();
      }
      assertThat(running.ended()).isEmpty();
      assertThat(running.delivered()).hasSize(waiting).allMatch(Fetched.class::isInstance);
    } finally {
      writers.forEach(SlowWriter::close);
    }
  }

  @Test
  default void r58_aWriterThatThrowsFailsItsUrlAlone(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    for (String method : List.of("open", "write", "finish")) {
      SlowWriter broken =
          SlowWriter.thatThrows(method, new IOException("/disk/body: No space left on device"));
      Fetcher fetcher =
          lab.open(
              lab.options()
                  .bodies(
                      response ->
                          response.index() == 0 ? broken.opened() : SlowWriter.thatDoesNotWait()));

      List<Outcome> outcomes =
          Lab.outcomes(fetcher, List.of(server.url("/full"), server.url("/other")));

      assertThat(Lab.failed(outcomes.getFirst(), WRITE_FAILED).detail())
          .as("detail where %s() throws", method)
          .contains("/disk/body: No space left on device");
      Lab.fetched(outcomes.getLast());
      if (!method.equals("open")) {
        broken.awaitAbort(lab.patience());
      }
    }
  }

  @Test
  default void r58_whatElseAWriterThrowsIsItsUrlsOutcome(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    for (Throwable thrown : List.of(new IllegalStateException("no"), new StackOverflowError())) {
      SlowWriter broken = SlowWriter.thatThrows("write", thrown);
      Lab.failed(lab.fetch(lab.options().bodies(_ -> broken.opened()), server.url("/")), INTERNAL);
      broken.awaitAbort(lab.patience());
    }
  }
}
