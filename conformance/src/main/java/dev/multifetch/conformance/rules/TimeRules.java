package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.DEADLINE;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.Failed;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.Certificates;
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
import org.junit.jupiter.api.Test;

/// R34 to R39: every wait has a bound, and giving up is real.
public interface TimeRules {

  /// How long a test waits for something that must not finish.
  Duration SHORT = Duration.ofMillis(400);

  @Test
  default void r34_aServerThatDripsTimesOutInHeadAndBody(Lab lab) throws Exception {
    for (String begin : List.of("HTTP/1.1 200 OK\r\nX-Field: ", "HTTP/1.1 200 OK\r\n\r\n")) {
      ScriptedServer server = lab.server(dripping(begin));
      Outcome outcome = lab.fetch(lab.options().timeout(SHORT), server.url("/"));
      Lab.failed(outcome, TIMED_OUT);
      assertThat(Duration.ofNanos(outcome.timing().finished() - outcome.timing().started()))
          .isBetween(SHORT, SHORT.plus(Lab.PROMPTLY));
    }
  }

  @Test
  default void r34_timeoutSpansAllRedirects(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              for (int hop = 1; true; hop++) {
                connection.request();
                Thread.sleep(SHORT.dividedBy(4)); // each hop is quick, all together are not
                connection.answer(Scripts.redirect(302, "/" + hop));
              }
            });
    Lab.failed(
        lab.fetch(lab.options().timeout(SHORT).maxRedirects(15), server.url("/")), TIMED_OUT);
  }

  @Test
  default void r34_timeoutSpansARetry(Lab lab) throws Exception {
    Duration most = SHORT.multipliedBy(2); // of a timeout of three times SHORT: twice is too long
    ScriptedServer server =
        lab.server(
            connection -> {
              if (connection.request().startsWith("GET /first")) {
                connection.answer(OK);
                connection.request();
                Thread.sleep(most);
                return; // not a byte of response: it is sent again
              }
              Thread.sleep(most);
              connection.answer(OK);
            });
    Fetcher fetcher = lab.open(lab.options().timeout(SHORT.multipliedBy(3)));
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/first"))).getFirst());
    Lab.failed(fetcher.fetchAll(List.of(server.url("/second"))).getFirst(), TIMED_OUT);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  default void r34_waitingForASlotDoesNotCount(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                connection.request();
                Thread.sleep(SHORT); // one is well within the timeout, four in a row are not
                connection.answer(OK);
              }
            });
    List<Outcome> outcomes =
        lab.open(lab.options().maxInFlight(1).timeout(SHORT.multipliedBy(3)))
            .fetchAll(Collections.nCopies(4, server.url("/")));
    assertThat(outcomes).allSatisfy(Lab::fetched);
  }

  @Test
  default void r35_theDeadlineEndsTheBatchAndKeepsWhatIsFinished(Lab lab) throws Exception {
    ScriptedServer server = lab.server(holding("/held"));
    List<URI> urls = new ArrayList<>(Collections.nCopies(3, server.url("/quick")));
    urls.addAll(Collections.nCopies(20, server.url("/held"))); // more than are in flight at once
    Fetcher fetcher = lab.open(lab.options().deadline(SHORT));

    long began = System.nanoTime();
    List<Outcome> outcomes = fetcher.fetchAll(urls);
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    assertThat(outcomes.subList(0, 3)).allSatisfy(Lab::fetched);
    assertThat(outcomes.subList(3, 23)).allSatisfy(o -> Lab.failed(o, DEADLINE));
    assertThat(took).as("time that the call took").isBetween(SHORT, SHORT.plus(Lab.PROMPTLY));
  }

  @Test
  default void r36_anInterruptEndsTheCall(Lab lab) throws Exception {
    FetchOptions.Builder options = lab.options();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(lab.concurrency(options));
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                if (connection.request().startsWith("GET /held")) {
                  held.countDown();
                  release.await();
                }
                connection.answer(OK);
              }
            });
    Fetcher fetcher = lab.open(options);
    Running running = lab.start(fetcher, Collections.nCopies(20, server.url("/held")));
    held.await();

    running.interrupt();
    if (lab.concurrency(options)
        == 1) { // its thread is in a read: it notices at the exchange's end
      release.countDown();
    }

    assertThat(running.ended(Lab.PROMPTLY))
        .as("what fetchEach threw after an interrupt")
        .hasValueSatisfying(t -> assertThat(t).isInstanceOf(InterruptedException.class));
    assertThat(server.requests()).hasSize(lab.concurrency(options));
    release.countDown();
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/again"))).getFirst());
  }

  @Test
  default void r37_closeCancelsWhatIsUnfinished(Lab lab) throws Exception {
    ScriptedServer server = lab.server(holding("/held"));
    List<URI> urls = new ArrayList<>(List.of(server.url("/quick")));
    urls.addAll(Collections.nCopies(20, server.url("/held")));
    Fetcher fetcher = lab.open();
    Running running = lab.start(fetcher, urls);
    Outcome quick = running.next();

    fetcher.close();

    assertThat(running.ended(Lab.PROMPTLY)).as("what fetchEach threw").isEmpty();
    Lab.fetched(quick);
    assertThat(running.delivered()).hasSize(20).allSatisfy(o -> Lab.failed(o, CANCELLED));
  }

  @Test
  default void r36_anInterruptIsNoticedThoughThereIsNothingToWaitFor(Lab lab) {
    Fetcher fetcher = lab.open();
    for (int count : List.of(3, 1_000)) { // the end of the list, and the middle of it
      AtomicInteger taken = new AtomicInteger();
      assertThatThrownBy(
              () ->
                  fetcher.fetchEach(
                      Collections.nCopies(count, URI.create("ftp://127.0.0.1/")),
                      _ -> {
                        taken.incrementAndGet();
                        Thread.currentThread().interrupt();
                      }))
          .isInstanceOf(InterruptedException.class);
      assertThat(taken).as("outcomes taken of %s", count).hasValue(1);
    }
  }

  @Test
  default void r37_closingTwiceIsClosingOnceAndUseAfterItIsRefused(Lab lab) {
    Fetcher fetcher = lab.open();
    fetcher.close();
    fetcher.close();
    assertThatThrownBy(() -> fetcher.fetchAll(List.of(URI.create("http://127.0.0.1/"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  default void r38_aTimeOutClosesTheConnection(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.silent());
    Outcome outcome = lab.fetch(lab.options().timeout(SHORT), server.url("/"));
    assertThat(Lab.failed(outcome, TIMED_OUT)).isInstanceOf(Failed.class);
    server.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r38_aTimeOutClosesATlsConnection(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Certificates.forNames("127.0.0.1"), Scripts.silent());
    Lab.failed(lab.fetch(lab.options().timeout(SHORT.multipliedBy(3)), server.url("/")), TIMED_OUT);
    server.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r38_theDeadlineClosesTheConnection(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.silent());
    Lab.failed(lab.fetch(lab.options().deadline(SHORT), server.url("/")), DEADLINE);
    server.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r38_closeClosesTheConnections(Lab lab) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              held.countDown();
              connection.awaitClientClose();
            });
    Fetcher fetcher = lab.open();
    lab.start(fetcher, List.of(server.url("/")));
    held.await();

    fetcher.close();

    server.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r38_anInterruptClosesTheConnections(Lab lab) throws Exception {
    FetchOptions.Builder options =
        lab.options().timeout(SHORT.multipliedBy(2)); // 01 waits this long
    CountDownLatch held = new CountDownLatch(1);
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              held.countDown();
              connection.awaitClientClose();
            });
    Running running = lab.start(lab.open(options), List.of(server.url("/")));
    held.await();

    running.interrupt();

    server.connections().getFirst().closedByClient(Lab.VISIBLY);
  }

  @Test
  default void r39_hugeDurationsDoNotOverflow(Lab lab) throws Exception {
    for (Duration huge : List.of(Duration.ofMillis(Long.MAX_VALUE), Duration.ofDays(30_000))) {
      ScriptedServer server =
          lab.server(
              connection -> {
                connection.request();
                Thread.sleep(Lab.PROMPTLY.dividedBy(5)); // an overflowed time would be over by then
                connection.answer(OK);
              });
      Lab.fetched(
          lab.fetch(
              lab.options().connectTimeout(huge).timeout(huge).deadline(huge), server.url("/")));
    }
  }

  /// Holds requests for this path until the client closes, and answers all others.
  private static Script holding(String path) {
    return connection -> {
      while (true) {
        if (connection.request().startsWith("GET " + path)) {
          connection.awaitClientClose();
        }
        connection.answer(OK);
      }
    };
  }

  private static Script dripping(String begin) {
    return connection -> {
      connection.request();
      connection.send(begin);
      for (int drip = 0; drip < 50; drip++) { // 50 x 40 ms = 2 s, far from SHORT
        connection.send("x");
        Thread.sleep(SHORT.dividedBy(10)); // the drip itself is the subject
      }
    };
  }
}
