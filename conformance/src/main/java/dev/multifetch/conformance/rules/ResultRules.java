package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// R01 to R04: what a batch gives its caller.
public interface ResultRules {

  @Test
  default void r01_everyUrlHasOneOutcomeInTheOrderOfTheRequest(Lab lab) throws Exception {
    CountDownLatch others = new CountDownLatch(lab.concurrency(lab.options()) - 1);
    long wait = lab.patience().toMillis(); // R06 judges what fetches one URL after another
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                String path = connection.request().split(" ", 3)[1];
                if (path.equals("/first")) {
                  others.await(
                      wait, MILLISECONDS); // so that it does not end first, if there are others
                }
                connection.answer(Scripts.ok(path));
                others.countDown();
              }
            });
    List<URI> urls = new ArrayList<>(List.of(server.url("/first")));
    IntStream.range(1, 50)
        .forEach(i -> urls.add(server.url("/" + i % 20))); // duplicates among them

    List<Outcome> outcomes = lab.open().fetchAll(urls);

    assertThat(outcomes).as("outcomes' URLs").extracting(Outcome::url).isEqualTo(urls);
    assertThat(outcomes)
        .extracting(Outcome::index)
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> (long) i).toList());
    for (Outcome outcome : outcomes) {
      assertThat(Lab.fetched(outcome).text())
          .as("body of %s", outcome.url())
          .isEqualTo(outcome.url().getPath());
    }
    assertThat(server.requests()).hasSize(50);
  }

  @Test
  default void r01_everyIndexIsHandedOverOnce(Lab lab) throws Exception {
    int concurrency = lab.concurrency(lab.options());
    CountDownLatch others = new CountDownLatch(concurrency - 1);
    long wait = lab.patience().toMillis();
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                if (connection.request().startsWith("GET /first")) {
                  others.await(
                      wait, MILLISECONDS); // so that it does not end first, if there are others
                }
                connection.answer(OK);
                others.countDown();
              }
            });
    List<URI> urls = new ArrayList<>(List.of(server.url("/first")));
    urls.addAll(Collections.nCopies(9, server.url("/same"))); // duplicates, each to be told apart

    assertThat(Lab.outcomes(lab.open(), urls)).hasSize(10);
  }

  @Test
  default void r01_anEmptyBatchTouchesNoNetwork(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    assertThat(lab.open().fetchAll(List.of())).isEmpty();
    assertThat(server.connections()).isEmpty();
  }

  @Test
  default void r02_everyFaultIsAFailedAndLeavesTheOthersAlone(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                switch (connection.request().split(" ", 3)[1]) {
                  case "/close-at-start" -> {
                    return; // closes the connection
                  }
                  case "/close-in-body" -> {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbo");
                    return;
                  }
                  case "/error" ->
                      connection.answer("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n");
                  default -> connection.answer(OK);
                }
              }
            });
    List<URI> urls =
        Stream.of("/close-at-start", "/fine", "/close-in-body", "/error").map(server::url).toList();

    List<Outcome> outcomes = Lab.outcomes(lab.open(), urls);

    Lab.failed(outcomes.get(0), CONNECTION_LOST);
    assertThat(Lab.fetched(outcomes.get(1)).status()).isEqualTo(200);
    Lab.failed(outcomes.get(2), CONNECTION_LOST);
    assertThat(Lab.fetched(outcomes.get(3)).status()).isEqualTo(500);
  }

  @Test
  default void r03_outcomesComeOnTheCallingThreadOneAtATime(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Set<Thread> threads = new HashSet<>();
    AtomicInteger inside = new AtomicInteger();
    List<Integer> seenInside = new ArrayList<>();

    lab.open()
        .fetchEach(
            Collections.nCopies(100, server.url("/")),
            _ -> {
              seenInside.add(inside.incrementAndGet());
              threads.add(Thread.currentThread());
              inside.decrementAndGet();
            });

    assertThat(threads).as("threads that outcomes came on").containsExactly(Thread.currentThread());
    assertThat(seenInside).hasSize(100).containsOnly(1);
  }

  @Test
  default void r03_anOutcomeIsHandedOverWhileOthersAreStillUnderWay(Lab lab) throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                if (connection.request().startsWith("GET /slow")) {
                  release.await();
                }
                connection.answer(OK);
              }
            });

    Running running =
        lab.start(
            lab.open(lab.options().timeout(Duration.ofSeconds(3))), // else it would end the wait
            List.of(server.url("/quick"), server.url("/slow"))); // slow is held
    Outcome first = running.next();

    assertThat(first.url().getPath()).isEqualTo("/quick");
    release.countDown();
    assertThat(Lab.fetched(running.next()).url().getPath()).isEqualTo("/slow");
  }

  @Test
  default void r04_aConsumerThatThrowsEndsTheBatch(Lab lab) throws Exception {
    Queue<ScriptedConnection> held = new ConcurrentLinkedQueue<>();
    CountDownLatch others = new CountDownLatch(lab.concurrency(lab.options()) - 1);
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                switch (connection.request().split(" ", 3)[1]) {
                  case "/held" -> {
                    held.add(connection);
                    others.countDown();
                    connection.awaitClientClose();
                  }
                  case "/quick" -> others.await(); // when it ends, there is something to abort
                  default -> {}
                }
                connection.answer(OK);
              }
            });
    List<URI> urls = new ArrayList<>(List.of(server.url("/quick")));
    urls.addAll(Collections.nCopies(20, server.url("/held")));
    Fetcher fetcher = lab.open();

    CountDownLatch thrown = new CountDownLatch(1);

    Running running =
        lab.start(
            fetcher,
            urls,
            _ -> {
              thrown.countDown();
              throw new IllegalArgumentException("enough");
            });
    thrown.await();

    for (ScriptedConnection connection : held) { // while the call may still wait for them
      connection.closedByClient(Lab.VISIBLY);
    }
    assertThat(running.ended())
        .hasValueSatisfying(
            t -> assertThat(t).isInstanceOf(IllegalArgumentException.class).hasMessage("enough"));
    assertThat(Lab.fetched(fetcher.fetchAll(List.of(server.url("/again"))).getFirst()).status())
        .isEqualTo(200);
  }
}
