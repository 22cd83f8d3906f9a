package dev.multifetch.conformance.rules;

import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// R49, R50 and R53: the load on the servers of a list, on each of them and on all together.
public interface PolitenessRules {

  Duration PAUSE = Duration.ofMillis(250);

  @Test
  default void r49_eachOriginIsAskedForItsShareAtOnceAndNoMore(Lab lab) throws Exception {
    FetchOptions.Builder options = lab.options().politeness(new Polite().perOrigin(3).build());
    int share = Math.min(3, lab.concurrency(options));
    Gate one = new Gate(share);
    Gate other = new Gate(share);
    ScriptedServer first = lab.server(through(one));
    ScriptedServer second = lab.server(through(other));

    List<Outcome> outcomes =
        Lab.outcomes(
            lab.open(options),
            concat(
                Collections.nCopies(20, first.url("/")), Collections.nCopies(20, second.url("/"))));

    assertThat(outcomes).allSatisfy(Lab::fetched);
    assertThat(one.overrun() || other.overrun())
        .as("requests at one origin at once went over its share of " + share)
        .isFalse();
    assertThat(List.of(first.peakInFlight(), second.peakInFlight()))
        .as("requests at each origin at once")
        .containsOnly(share);
  }

  @Test
  default void r49_allOriginsTogetherHaveNoMoreThanMaxInFlight(Lab lab) throws Exception {
    FetchOptions.Builder options =
        lab.options().maxInFlight(4).politeness(new Polite().perOrigin(3).build());
    Gate all = new Gate(lab.concurrency(options));
    List<URI> urls = new ArrayList<>();
    for (int origin = 0; origin < 4; origin++) {
      urls.addAll(Collections.nCopies(5, lab.server(through(all)).url("/")));
    }

    List<Outcome> outcomes = Lab.outcomes(lab.open(options), urls);

    assertThat(outcomes).allSatisfy(Lab::fetched);
    assertThat(all.overrun())
        .as("requests at all origins at once went over maxInFlight, which was 4")
        .isFalse();
  }

  @Test
  default void r49_whatARedirectLedThereCountsThere(Lab lab) throws Exception {
    Gate gate = new Gate(1);
    ScriptedServer target = lab.server(through(gate));
    String onward = Scripts.redirect(302, target.url("/").toString());
    List<URI> urls = new ArrayList<>();
    for (int origin = 0; origin < 4; origin++) {
      urls.add(lab.server(Scripts.always(onward)).url("/"));
    }

    List<Outcome> outcomes =
        Lab.outcomes(lab.open(lab.options().politeness(new Polite().perOrigin(1).build())), urls);

    assertThat(outcomes).allSatisfy(outcome -> assertThat(ok(outcome)).isTrue());
    assertThat(gate.overrun())
        .as("redirects led more URLs to one origin at once than its share of 1")
        .isFalse();
  }

  @Test
  default void r49_whatARedirectLeftIsFreeForTheNext(Lab lab) throws Exception {
    FetchOptions.Builder options = lab.options().politeness(new Polite().perOrigin(1).build());
    CountDownLatch asked = new CountDownLatch(Math.min(2, lab.concurrency(options)));
    ScriptedServer target =
        lab.server(
            connection -> {
              while (true) {
                connection.request();
                asked.await();
                connection.answer(OK);
              }
            });
    String onward = Scripts.redirect(302, target.url("/").toString());
    ScriptedServer left =
        lab.server(
            new Diary(
                _ -> {
                  asked.countDown();
                  return onward;
                }));
    List<URI> urls = Collections.nCopies(2, left.url("/"));
    Running running = lab.start(lab.open(options), urls);

    for (URI _ : urls) {
      assertThat(ok(running.next(lab.patience())))
          .as("outcome while the other URL waits for its new origin")
          .isTrue();
    }
    assertThat(running.ended()).isEmpty();
  }

  @Test
  default void r50_aDelayCountsFromTheEndOfAnExchange(Lab lab) throws Exception {
    Diary diary =
        new Diary(
            _ -> {
              Thread.sleep(PAUSE); // a slow server: a delay from the beginning would be over
              return OK;
            });
    ScriptedServer server = lab.server(diary);
    Politeness politeness = new Polite().perOrigin(1).delay(PAUSE).build();

    List<Outcome> outcomes =
        Lab.outcomes(
            lab.open(lab.options().politeness(politeness)),
            Collections.nCopies(4, server.url("/")));

    assertThat(outcomes).allSatisfy(Lab::fetched);
    assertThat(diary.pauses()).hasSize(3);
    assertThat(Collections.min(diary.pauses()))
        .as("the shortest of the pauses between the end of an exchange and the next beginning")
        .isGreaterThanOrEqualTo(PAUSE);
  }

  @Test
  default void r50_aDelayCountsWhereARedirectLeavesAndWhereTheConnectionIsLost(Lab lab)
      throws Exception {
    String onward = Scripts.redirect(302, lab.server(Scripts.always(OK)).url("/").toString());
    for (String end : List.of(onward, "")) {
      Diary diary = Diary.of(end, OK);
      ScriptedServer server = lab.server(diary);
      Politeness politeness = new Polite().perOrigin(1).delay(PAUSE).build();
      Lab.outcomes(
          lab.open(lab.options().politeness(politeness)), Collections.nCopies(2, server.url("/")));
      assertThat(diary.pauses())
          .as("pauses after an exchange that %s", end.isEmpty() ? "was cut" : "led elsewhere")
          .hasSize(1)
          .allSatisfy(pause -> assertThat(pause).isGreaterThanOrEqualTo(PAUSE));
    }
  }

  /// The server sees a beginning late, perhaps later than the next one. So the test compares each
  /// beginning with the start of the call, which comes before all of them.
  @Test
  default void r50_anIntervalIsBetweenBeginningsWhateverTheirOrigins(Lab lab) throws Exception {
    Diary one = Diary.of(OK, OK);
    Diary other = Diary.of(OK, OK);
    URI first = lab.server(one).url("/");
    URI second = lab.server(other).url("/");
    FetchOptions.Builder options =
        lab.options().politeness(new Polite().interval(PAUSE.dividedBy(2)).build());

    long called = System.nanoTime();
    Lab.outcomes(lab.open(options), List.of(first, second, first, second, second, first));

    List<Long> beginnings =
        Stream.concat(one.beginnings().stream(), other.beginnings().stream()).sorted().toList();
    assertThat(beginnings).hasSize(6);
    for (int i = 1; i < beginnings.size(); i++) {
      assertThat(Duration.ofNanos(beginnings.get(i) - called))
          .as("time from the call to beginning %d, with an interval of %s", i, PAUSE.dividedBy(2))
          .isGreaterThanOrEqualTo(PAUSE.dividedBy(2).multipliedBy(i));
    }
  }

  @Test
  default void r50_noIntervalIsWaitedForAfterTheLastUrl(Lab lab) throws Exception {
    Politeness politeness = new Polite().interval(Duration.ofMinutes(2)).build();
    URI url = lab.server(Scripts.always(OK)).url("/");

    Running running = lab.start(lab.open(lab.options().politeness(politeness)), List.of(url));

    assertThat(running.ended(lab.patience())).as("what fetchEach threw").isEmpty();
    Lab.fetched(running.next());
  }

  @Test
  default void r53_aListThatIsSortedByHostKeepsAllOriginsBusy(Lab lab) throws Exception {
    FetchOptions.Builder options = lab.options().politeness(new Polite().perOrigin(1).build());
    int promised = lab.concurrency(options);
    Gate all = new Gate(promised);
    List<URI> urls = new ArrayList<>();
    for (int origin = 0; origin < promised; origin++) {
      urls.addAll(Collections.nCopies(10, lab.server(through(all)).url("/")));
    }

    Running running = lab.start(lab.open(options), urls);

    for (URI _ : urls) {
      assertThat(ok(running.next(lab.patience())))
          .as("outcome while each of %d origins has a request", promised)
          .isTrue();
    }
    assertThat(running.ended()).isEmpty();
  }

  @Test
  default void r53_aSilentOriginHoldsUpNoOther(Lab lab) throws Exception {
    FetchOptions.Builder options = lab.options().politeness(new Polite().perOrigin(2).build());
    Script hanging = // if there is only one thread, it must not hang
        lab.concurrency(options) == 1 ? Scripts.always(OK) : Scripts.silent();
    ScriptedServer silent = lab.server(hanging);
    ScriptedServer other = lab.server(Scripts.always(OK));
    List<URI> quick = Collections.nCopies(20, other.url("/"));

    Running running =
        lab.start(lab.open(options), concat(Collections.nCopies(20, silent.url("/")), quick));

    for (int fetched = 0; fetched < quick.size(); ) {
      Outcome next = running.next(lab.patience());
      fetched += next.url().equals(other.url("/")) ? 1 : 0;
    }
  }

  /// So many URLs that a fetcher must not keep all of them in memory.
  @Test
  default void r53_anOriginThatMayNotBeginHoldsUpNoOtherHoweverLongItsPart(Lab lab)
      throws Exception {
    ScriptedServer first = lab.server(Scripts.always(OK));
    List<URI> others =
        IntStream.range(0, 3).mapToObj(_ -> lab.server(Scripts.always(OK)).url("/")).toList();
    Duration longer = lab.patience().multipliedBy(3); // than anybody waits here
    Politeness politeness = new Polite().perOrigin(1).delay(longer).build();
    List<WeakReference<URI>> read = Collections.synchronizedList(new ArrayList<>());
    Iterable<URI> urls =
        () ->
            Stream.concat(
                    IntStream.range(0, 20_000)
                        .mapToObj(i -> first.url("/" + i))
                        .peek(url -> read.add(new WeakReference<>(url))),
                    others.stream())
                .iterator();

    Running running = lab.start(lab.open(lab.options().politeness(politeness)), urls);

    for (int outcome = 0; outcome < 1 + others.size(); outcome++) {
      Lab.fetched(running.next(lab.patience()));
    }
    System.gc();
    assertThat(read.stream().filter(url -> url.get() != null))
        .as("URLs in memory, of 20,000 that have been read and may not begin")
        .hasSizeLessThan(10_000);
  }

  private static Script through(Gate gate) {
    return connection -> {
      while (true) {
        connection.request();
        gate.pass();
        connection.answer(OK);
      }
    };
  }

  private static boolean ok(Outcome outcome) {
    return Lab.fetched(outcome).status() == 200;
  }

  private static List<URI> concat(List<URI> first, List<URI> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
