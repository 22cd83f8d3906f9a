package dev.multifetch.conformance;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.conformance.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

/// R01 to R07: what a batch owes its caller.
interface ResultRules {

  @Test
  default void r01_everyUrlHasOneOutcomeInTheOrderOfTheRequest(Lab lab) throws Exception {
    ScriptedOrigin origin =
        lab.origin(
            connection -> {
              while (true) {
                connection.answer(Scripts.ok(connection.request().split(" ", 3)[1]));
              }
            });
    List<URI> urls = new ArrayList<>();
    IntStream.range(0, 50)
        .forEach(i -> urls.add(origin.url("/" + i % 20))); // duplicates among them

    List<Outcome> outcomes = lab.open().fetchAll(urls);

    assertThat(outcomes).extracting(Outcome::url).isEqualTo(urls);
    assertThat(outcomes)
        .extracting(Outcome::index)
        .containsExactlyElementsOf(IntStream.range(0, 50).mapToObj(i -> (long) i).toList());
    assertThat(outcomes)
        .allSatisfy(o -> assertThat(Lab.fetched(o).text()).isEqualTo(o.url().getPath()));
    assertThat(origin.requests()).hasSize(50);
  }

  @Test
  default void r01_anEmptyBatchTouchesNoNetwork(Lab lab) throws Exception {
    ScriptedOrigin origin = lab.origin(Scripts.always(OK));
    assertThat(lab.open().fetchAll(List.of())).isEmpty();
    assertThat(origin.connections()).isEmpty();
  }

  @Test
  default void r02_everyFaultIsAFailedAndLeavesTheOthersAlone(Lab lab) throws Exception {
    MockWebServer server =
        lab.server(
            new Dispatcher() {
              @Override
              public MockResponse dispatch(RecordedRequest request) {
                MockResponse.Builder response = new MockResponse.Builder().body("body");
                switch (request.getUrl().encodedPath()) {
                  case "/close-at-start" ->
                      response.onResponseStart(new SocketEffect.CloseSocket());
                  case "/close-in-body" -> response.onResponseBody(new SocketEffect.CloseSocket());
                  case "/error" -> response.code(500);
                  default -> response.code(200);
                }
                return response.build();
              }
            });
    List<URI> urls =
        List.of(
            server.url("/close-at-start").uri(),
            server.url("/fine").uri(),
            server.url("/close-in-body").uri(),
            server.url("/error").uri());

    List<Outcome> outcomes = lab.open().fetchAll(urls);

    Lab.failed(outcomes.get(0), CONNECTION_LOST);
    assertThat(Lab.fetched(outcomes.get(1)).status()).isEqualTo(200);
    Lab.failed(outcomes.get(2), CONNECTION_LOST);
    assertThat(Lab.fetched(outcomes.get(3)).status()).isEqualTo(500);
  }

  @Test
  default void r03_outcomesComeOnTheCallingThreadOneAtATime(Lab lab) throws Exception {
    ScriptedOrigin origin = lab.origin(Scripts.always(OK));
    Set<Thread> threads = new HashSet<>();
    AtomicInteger inside = new AtomicInteger();
    List<Integer> seenInside = new ArrayList<>();

    lab.open()
        .fetchEach(
            Collections.nCopies(100, origin.url("/")),
            _ -> {
              seenInside.add(inside.incrementAndGet());
              threads.add(Thread.currentThread());
              inside.decrementAndGet();
            });

    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(seenInside).hasSize(100).containsOnly(1);
  }

  @Test
  default void r03_anOutcomeIsHandedOverWhileOthersAreStillUnderWay(Lab lab) throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ScriptedOrigin origin =
        lab.origin(
            connection -> {
              while (true) {
                if (connection.request().startsWith("GET /slow")) {
                  release.await();
                }
                connection.answer(OK);
              }
            });

    Running running =
        lab.start(lab.open(), List.of(origin.url("/quick"), origin.url("/slow"))); // slow is held
    Outcome first = running.next();

    assertThat(first.url().getPath()).isEqualTo("/quick");
    release.countDown();
    assertThat(running.next().url().getPath()).isEqualTo("/slow");
  }

  @Test
  default void r04_aConsumerThatThrowsEndsTheBatch(Lab lab) throws Exception {
    Queue<ScriptedConnection> held = new ConcurrentLinkedQueue<>();
    ScriptedOrigin origin =
        lab.origin(
            connection -> {
              while (true) {
                if (connection.request().startsWith("GET /held")) {
                  held.add(connection);
                  connection.awaitClientClose();
                }
                connection.answer(OK);
              }
            });
    List<URI> urls = new ArrayList<>(List.of(origin.url("/quick")));
    urls.addAll(Collections.nCopies(20, origin.url("/held")));
    Fetcher fetcher = lab.open();

    assertThatThrownBy(
            () ->
                fetcher.fetchEach(
                    urls,
                    _ -> {
                      throw new IllegalArgumentException("enough");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("enough");

    for (ScriptedConnection connection : held) {
      connection.closedByClient(Lab.VISIBLY);
    }
    assertThat(Lab.fetched(fetcher.fetchAll(List.of(origin.url("/again"))).getFirst()).status())
        .isEqualTo(200);
  }

  @Test
  default void r05_tenThousandUrlsNeverExceedMaxInFlight(Lab lab) throws Exception {
    ScriptedOrigin origin = lab.origin(Scripts.always(OK));
    AtomicInteger fetched = new AtomicInteger();

    lab.open(lab.options().maxInFlight(16))
        .fetchEach(
            Collections.nCopies(10_000, origin.url("/")),
            outcome -> fetched.addAndGet(outcome instanceof Fetched ? 1 : 0));

    assertThat(fetched).hasValue(10_000);
    assertThat(origin.peakInFlight()).isLessThanOrEqualTo(16);
  }

  @Test
  default void r05_urlsAreReadNoFasterThanOutcomesAreTaken(Lab lab) throws Exception {
    ScriptedOrigin origin = lab.origin(Scripts.always(OK));
    AtomicInteger read = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    Iterable<URI> counted =
        () ->
            IntStream.range(0, 2_000)
                .peek(_ -> read.incrementAndGet())
                .mapToObj(_ -> origin.url("/"))
                .iterator();

    lab.open(lab.options().maxInFlight(4))
        .fetchEach(
            counted,
            _ -> {
              int ahead = read.get() - taken.getAndIncrement();
              assertThat(ahead).as("URLs read ahead").isLessThanOrEqualTo(8); // at work and waiting
            });
  }

  @Test
  default void r05_aSlowConsumerHoldsBackNewFetches(Lab lab) throws Exception {
    CountDownLatch tooMany = new CountDownLatch(9); // one more than 4 at work and 4 waiting
    ScriptedOrigin origin =
        lab.origin(
            connection -> {
              while (true) {
                connection.request();
                tooMany.countDown();
                connection.answer(OK);
              }
            });
    List<Boolean> flooded = new ArrayList<>();

    lab.open(lab.options().maxInFlight(4))
        .fetchEach(
            Collections.nCopies(50, origin.url("/")),
            _ -> {
              if (flooded.isEmpty()) { // a slow consumer: nothing must come while it dawdles
                flooded.add(await(tooMany, 300));
              }
            });

    assertThat(flooded).as("a ninth request came while no outcome was taken").containsOnly(false);
  }

  @Test
  default void r06_aServerCanHoldAsManyRequestsAsTheModelPromises(Lab lab) throws Exception {
    FetchOptions.Builder options = lab.options().maxInFlight(32);
    int promised = lab.concurrency(options);
    CountDownLatch all = new CountDownLatch(promised);
    ScriptedOrigin origin =
        lab.origin(
            connection -> {
              while (true) {
                connection.request();
                all.countDown();
                all.await();
                connection.answer(OK);
              }
            });

    List<Outcome> outcomes =
        lab.open(options).fetchAll(Collections.nCopies(promised, origin.url("/")));

    assertThat(outcomes).allSatisfy(Lab::fetched);
    assertThat(origin.peakInFlight()).isEqualTo(promised);
  }

  @Test
  default void r07_callsFollowOneAnother(Lab lab) throws Exception {
    ScriptedOrigin origin = lab.origin(Scripts.always(OK));
    Fetcher fetcher = lab.open();
    for (int call = 0; call < 3; call++) {
      List<Outcome> outcomes = fetcher.fetchAll(Collections.nCopies(3, origin.url("/")));
      assertThat(outcomes).extracting(Outcome::index).containsExactly(0L, 1L, 2L);
      assertThat(outcomes).allSatisfy(Lab::fetched);
    }
  }

  @Test
  default void r07_callsRunAtOnceFromSeveralThreads(Lab lab) throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    ScriptedOrigin origin =
        lab.origin(
            connection -> {
              while (true) {
                connection.request();
                both.countDown();
                both.await();
                connection.answer(OK);
              }
            });
    Fetcher fetcher = lab.open();

    Running one = lab.start(fetcher, List.of(origin.url("/one")));
    Running two = lab.start(fetcher, List.of(origin.url("/two")));

    assertThat(Lab.fetched(one.next()).url().getPath()).isEqualTo("/one");
    assertThat(Lab.fetched(two.next()).url().getPath()).isEqualTo("/two");
  }

  /// Waits for a latch that ought to stay up.
  private static boolean await(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
