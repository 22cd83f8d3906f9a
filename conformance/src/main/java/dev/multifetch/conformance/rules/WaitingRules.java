package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.DEADLINE;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// R54 and R55: lists that make a fetcher wait, and URLs that have to wait.
public interface WaitingRules {

  @Test
  default void r54_aUrlThatComesBeginsAndItsOutcomeIsHandedOver(Lab lab) throws Exception {
    for (Politeness politeness : List.of(Politeness.NONE, new Polite().perOrigin(4).build())) {
      ScriptedServer server = lab.server(Scripts.always(OK));
      Typed list = new Typed();
      Running running = lab.start(lab.open(lab.options().politeness(politeness)), list);

      for (int i = 0; i < 3; i++) { // each outcome before the next URL
        list.type(server.url("/" + i));
        assertThat(Lab.fetched(running.next(lab.patience())).index()).isEqualTo(i);
      }
      list.complete();

      assertThat(running.ended(lab.patience())).as("what fetchEach threw").isEmpty();
      assertThat(running.delivered()).isEmpty();
    }
  }

  @Test
  default void r54_aUrlThatComesBeginsWhileAnotherHangs(Lab lab) throws Exception {
    FetchOptions.Builder options = lab.options();
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    if (lab.concurrency(options) == 1) {
      release.countDown(); // its only thread must not hang
    }
    ScriptedServer hanging =
        lab.server(
            connection -> {
              connection.request();
              hangs.countDown();
              release.await();
              connection.answer(OK);
            });
    ScriptedServer other = lab.server(Scripts.always(OK));
    Typed list = new Typed();
    Running running = lab.start(lab.open(options), list);
    list.type(hanging.url("/"));
    hangs.await();

    list.type(other.url("/"));

    Stream<URI> due = Stream.of(other.url("/"));
    if (lab.concurrency(options) == 1) {
      due = Stream.of(hanging.url("/"), other.url("/"));
    }
    for (URI url : due.toList()) {
      assertThat(running.next(lab.patience()).url()).isEqualTo(url);
    }
    list.complete();
    release.countDown();
    assertThat(running.ended(lab.patience())).as("what fetchEach threw").isEmpty();
  }

  @Test
  default void r54_anotherAttemptBeginsMeanwhile(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Diary.of("", OK));
    Politeness politeness = new Polite().attempts(2).longestPause(RetryRules.MOMENT).build();
    Typed list = new Typed();
    Running running = lab.start(lab.open(lab.options().politeness(politeness)), list);

    list.type(server.url("/"));

    assertThat(Lab.fetched(running.next(lab.patience())).timing().attempt()).isEqualTo(2);
  }

  @Test
  default void r55_theDeadlineEndsWhatWaits(Lab lab) throws Exception {
    Duration deadline = TimeRules.SHORT.multipliedBy(2);
    Waiting waiting = new Waiting(lab);
    long began = System.nanoTime();
    Running running = lab.start(lab.open(waiting.options(lab).deadline(deadline)), waiting.urls());

    assertThat(running.ended(deadline.plus(Lab.PROMPTLY))).as("what fetchEach threw").isEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as("time that the call took")
        .isGreaterThanOrEqualTo(deadline);
    waiting.assertEnded(running.delivered(), DEADLINE);
  }

  @Test
  default void r55_closeEndsWhatWaits(Lab lab) throws Exception {
    Waiting waiting = new Waiting(lab);
    Fetcher fetcher = lab.open(waiting.options(lab));
    Running running = lab.start(fetcher, waiting.urls());
    waiting.awaitRequests();

    fetcher.close();

    assertThat(running.ended(Lab.PROMPTLY)).as("what fetchEach threw").isEmpty();
    waiting.assertEnded(running.delivered(), CANCELLED);
  }

  @Test
  default void r55_anInterruptEndsWhatWaits(Lab lab) throws Exception {
    Waiting waiting = new Waiting(lab);
    Running running = lab.start(lab.open(waiting.options(lab)), waiting.urls());
    waiting.awaitRequests();

    running.interrupt();

    assertThat(running.ended(Lab.PROMPTLY))
        .as("what fetchEach threw after an interrupt")
        .hasValueSatisfying(t -> assertThat(t).isInstanceOf(InterruptedException.class));
    waiting.assertNoMoreRequests();
  }

  @Test
  default void r55_theDeadlineEndsTheWaitForAnInterval(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(OK));
    Politeness politeness = new Polite().interval(Duration.ofMinutes(2)).build();
    Running running =
        lab.start(
            lab.open(lab.options().politeness(politeness).deadline(TimeRules.SHORT)),
            List.of(server.url("/1"), server.url("/2"), server.url("/3")));

    Lab.fetched(running.next());
    assertThat(running.ended(TimeRules.SHORT.plus(Lab.PROMPTLY))).isEmpty();
    assertThat(running.delivered()).hasSize(2).allSatisfy(o -> Lab.failed(o, DEADLINE));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  default void r55_theDeadlineEndsTheWaitForTheList(Lab lab) throws Exception {
    Typed list = new Typed();
    Running running = lab.start(lab.open(lab.options().deadline(TimeRules.SHORT)), list);
    assertThat(running.ended(TimeRules.SHORT.plus(Lab.PROMPTLY)))
        .as("what fetchEach threw")
        .isEmpty();
  }

  /// URLs of which some wait for two minutes: for another attempt, for the pause of their origin,
  /// for its delay, or on the way from one origin to another.
  final class Waiting {

    private final CountDownLatch asked = new CountDownLatch(3);
    private final ScriptedServer busy;
    private final ScriptedServer once;
    private final ScriptedServer leading;

    private Waiting(Lab lab) {
      busy =
          lab.server(noting("HTTP/1.1 503 Later\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"));
      once = lab.server(noting(OK));
      leading = lab.server(noting(Scripts.redirect(302, once.url("/led").toString())));
    }

    private Diary noting(String answer) {
      return new Diary(
          _ -> {
            asked.countDown();
            return answer;
          });
    }

    private FetchOptions.Builder options(Lab lab) {
      return lab.options()
          .politeness(
              new Polite()
                  .perOrigin(1)
                  .delay(Duration.ofMinutes(2))
                  .attempts(2)
                  .longestPause(Duration.ofMinutes(2))
                  .retryTime(Duration.ofMinutes(4))
                  .build());
    }

    private List<URI> urls() {
      return List.of(
          once.url("/fetched"),
          busy.url("/again"),
          busy.url("/pause"),
          once.url("/delay"),
          leading.url("/onward"));
    }

    private void awaitRequests() throws InterruptedException {
      asked.await();
    }

    private void assertEnded(List<Outcome> outcomes, FailureKind kind) {
      List<Outcome> sorted = new ArrayList<>(outcomes);
      sorted.sort(Comparator.comparingLong(Outcome::index));
      assertThat(sorted).extracting(Outcome::index).containsExactly(0L, 1L, 2L, 3L, 4L);
      if (!(sorted.get(1) instanceof Fetched)) { // its 503 may have come together with the end
        Lab.failed(sorted.get(1), kind);
      }
      assertThat(sorted.subList(2, 5)).allSatisfy(outcome -> Lab.failed(outcome, kind));
      assertNoMoreRequests();
    }

    private void assertNoMoreRequests() {
      assertThat(Stream.of(busy, once, leading).map(server -> server.requests().size()))
          .as("requests at each origin")
          .containsExactly(1, 1, 1);
    }
  }
}
