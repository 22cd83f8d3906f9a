package dev.multifetch.conformance.rules;

import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// R05 to R07: how much goes on at once, in one batch and in several.
public interface ConcurrencyRules {

  @Test
  default void r05_tenThousandUrlsNeverExceedMaxInFlight(Lab lab) throws Exception {
    neverExceedMaxInFlight(10_000, lab);
  }

  /// The same in a moment: for the checks of the workshop, whose learner waits.
  @Test
  default void r05_aHundredUrlsNeverExceedMaxInFlight(Lab lab) throws Exception {
    neverExceedMaxInFlight(100, lab);
  }

  private static void neverExceedMaxInFlight(int urls, Lab lab) throws Exception {
    FetchOptions.Builder options = lab.options().maxInFlight(16);
    int promised = lab.concurrency(options);
    AtomicInteger arrived = new AtomicInteger();
    Gate first = new Gate(0, promised); // if answered at once, no two requests would overlap
    Gate later = new Gate(urls / 2, promised);
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                connection.request();
                int number = arrived.incrementAndGet();
                first.pass(number);
                later.pass(number);
                connection.answer(OK);
              }
            });
    AtomicInteger fetched = new AtomicInteger();

    lab.open(options)
        .fetchEach(
            Collections.nCopies(urls, server.url("/")),
            outcome -> fetched.addAndGet(outcome instanceof Fetched ? 1 : 0));

    assertThat(fetched).hasValue(urls);
    assertThat(first.overrun() || later.overrun())
        .withFailMessage("more than %d requests were at the server at once", promised)
        .isFalse();
    assertThat(server.peakInFlight()).as("requests at the server at once").isEqualTo(promised);
  }

  @Test
  default void r05_aBoundThatNobodyReachesCostsNothing(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Fetcher fetcher = lab.open(lab.options().maxInFlight(Integer.MAX_VALUE));
    Lab.fetched(fetcher.fetchAll(List.of(server.url("/"))).getFirst());
  }

  @Test
  default void r05_urlsAreReadNoFasterThanOutcomesAreTaken(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    AtomicInteger read = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    Iterable<URI> counted =
        () ->
            IntStream.range(0, 2_000)
                .peek(_ -> read.incrementAndGet())
                .mapToObj(_ -> server.url("/"))
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
    AtomicInteger asked = new AtomicInteger();
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                connection.request();
                asked.incrementAndGet();
                tooMany.countDown();
                connection.answer(OK);
              }
            });
    List<Integer> askedMeanwhile = new ArrayList<>();

    lab.open(lab.options().maxInFlight(4))
        .fetchEach(
            Collections.nCopies(50, server.url("/")),
            _ -> {
              if (askedMeanwhile.isEmpty()) { // a slow consumer: nothing may come while it works
                await(tooMany, 300);
                askedMeanwhile.add(asked.get());
              }
            });

    assertThat(askedMeanwhile.getFirst())
        .as("requests that came before a first outcome was taken, with a maxInFlight of 4")
        .isLessThanOrEqualTo(8); // at work and waiting
  }

  @Test
  default void r06_aServerCanHoldAsManyRequestsAsTheModelPromises(Lab lab) throws Exception {
    FetchOptions.Builder options = lab.options().maxInFlight(32);
    int promised = lab.concurrency(options);
    CountDownLatch all = new CountDownLatch(promised);
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                connection.request();
                all.countDown();
                all.await();
                connection.answer(OK);
              }
            });

    Running running = lab.start(lab.open(options), Collections.nCopies(promised, server.url("/")));
    all.await(lab.patience().toMillis(), TimeUnit.MILLISECONDS); // the count shows if all came

    assertThat(server.peakInFlight())
        .as("requests at the server at once, of %d promised", promised)
        .isEqualTo(promised);
    assertThat(running.ended()).isEmpty();
    assertThat(running.delivered()).hasSize(promised).allSatisfy(Lab::fetched);
  }

  @Test
  default void r07_callsFollowOneAnother(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Fetcher fetcher = lab.open();
    for (int call = 0; call < 3; call++) {
      List<Outcome> outcomes = fetcher.fetchAll(Collections.nCopies(3, server.url("/")));
      assertThat(outcomes).extracting(Outcome::index).containsExactly(0L, 1L, 2L);
      assertThat(outcomes).allSatisfy(Lab::fetched);
    }
  }

  @Test
  default void r07_eachCallHasItsOwnAnswers(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                connection.answer(Scripts.ok(connection.request().split(" ", 3)[1]));
              }
            });
    Fetcher fetcher = lab.open();
    for (String path : List.of("/first", "/second", "/third")) {
      Outcome outcome = fetcher.fetchAll(List.of(server.url(path))).getFirst();
      assertThat(Lab.fetched(outcome).text()).as("body of %s", outcome.url()).isEqualTo(path);
    }
  }

  @Test
  default void r07_callsRunAtOnceFromSeveralThreads(Lab lab) throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    ScriptedServer server =
        lab.server(
            connection -> {
              while (true) {
                connection.request();
                both.countDown();
                both.await();
                connection.answer(OK);
              }
            });
    Fetcher fetcher = lab.open();

    Running one = lab.start(fetcher, List.of(server.url("/one")));
    Running two = lab.start(fetcher, List.of(server.url("/two")));

    assertThat(both.await(lab.patience().toMillis(), TimeUnit.MILLISECONDS))
        .as("requests of both calls at the server at once")
        .isTrue();
    assertThat(Lab.fetched(one.next()).url().getPath()).isEqualTo("/one");
    assertThat(Lab.fetched(two.next()).url().getPath()).isEqualTo("/two");
  }

  /// Waits for a latch that should not open.
  private static void await(CountDownLatch latch, long millis) {
    try {
      var _ = latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
