package dev.multifetch.frontier;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.Timing;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Finished;
import dev.multifetch.frontier.Turn.Wait;
import dev.multifetch.http.Origin;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrontierTest {

  private static final Wait FOR_AN_END = new Wait(Long.MAX_VALUE);
  private static final long SECOND = 1_000_000_000;
  private static final URI A = URI.create("http://a.test/");
  private static final URI B = URI.create("http://b.test/");
  private static final Timing TIMING = new Timing(0, 0, 0);
  private static final Headers TEN_SECONDS = Headers.NONE.with("Retry-After", "10");

  private final Typed list = new Typed();
  private final Map<Origin, Queue<Visit>> backlog = new HashMap<>();
  private long now = 1;

  /// A list that is not complete until a test says so.
  private static final class Typed implements Source {
    private final Queue<URI> urls = new ArrayDeque<>();
    private boolean complete;
    private boolean cut;
    private int polls;

    @Override
    public @Nullable URI poll() {
      polls++;
      return urls.poll();
    }

    @Override
    public boolean exhausted() {
      return complete && urls.isEmpty();
    }

    @Override
    public boolean cut() {
      return cut;
    }

    @Override
    public void onMore(Runnable wake) {}

    @Override
    public Iterator<URI> iterator() {
      return urls.iterator();
    }
  }

  @Test
  void urlsBeginInTheOrderOfTheList() {
    Frontier frontier = frontier(Politeness.NONE, A, B, A);
    assertThat(begun(frontier)).isEqualTo(new Visit(0, A, 1, now, Optional.empty()));
    assertThat(begun(frontier).url()).isEqualTo(B);
    assertThat(begun(frontier).index()).isEqualTo(2);
  }

  @Test
  void noMoreBeginThanMayBeInFlight() {
    Frontier frontier = frontier(Politeness.NONE, A, A, A, A);
    Visit first = begun(frontier);
    begun(frontier);
    begun(frontier);
    assertThat(frontier.next()).isEqualTo(FOR_AN_END);
    assertThat(frontier.ended(first, ok(first))).isPresent();
    assertThat(begun(frontier).index()).isEqualTo(3);
    assertThat(frontier.next()).isEqualTo(FOR_AN_END);
  }

  @Test
  void itIsFinishedWhenAllHaveEndedAndNoMoreCome() {
    for (Politeness politeness : List.of(Politeness.NONE, polite(1, 0, 0, 1))) {
      Frontier frontier = frontier(politeness, A);
      Visit visit = begun(frontier);
      list.complete = false;
      frontier.ended(visit, ok(visit));
      assertThat(frontier.next()).isEqualTo(FOR_AN_END);
      list.complete = true;
      assertThat(frontier.next()).isEqualTo(new Finished());
    }
  }

  @Test
  void itIsNotFinishedWhileOneIsAtWork() {
    Frontier frontier = frontier(Politeness.NONE, A);
    Visit visit = begun(frontier);
    assertThat(frontier.next()).isEqualTo(FOR_AN_END);
    frontier.ended(visit, ok(visit));
    assertThat(frontier.next()).isEqualTo(new Finished());
  }

  @Test
  void anIntervalIsBetweenBeginnings() {
    Frontier frontier = frontier(polite(Integer.MAX_VALUE, 0, 2, 1), A, B);
    begun(frontier);
    now += 2 * SECOND - 1;
    assertThat(frontier.next()).isEqualTo(new Wait(now + 1));
    now++;
    assertThat(begun(frontier).url()).isEqualTo(B);
  }

  @Test
  void noIntervalIsWaitedForAfterTheLast() {
    Frontier frontier = frontier(polite(1, 0, 60, 1), A);
    Visit visit = begun(frontier);
    assertThat(frontier.next()).isEqualTo(new Wait(now + 60 * SECOND));
    frontier.ended(visit, ok(visit));
    assertThat(frontier.next()).isEqualTo(new Finished());
  }

  @Test
  void anOriginHasItsShareAndHoldsUpNoOther() {
    Frontier frontier = frontier(polite(1, 0, 0, 1), A, A, B);
    Visit first = begun(frontier);
    assertThat(begun(frontier).url()).isEqualTo(B);
    assertThat(frontier.next()).isEqualTo(FOR_AN_END);
    frontier.ended(first, ok(first));
    assertThat(begun(frontier).index()).isEqualTo(1);
  }

  @Test
  void originsTakeTurns() {
    Frontier frontier = frontier(polite(1, 1, 0, 1), A, A, A, B, B);
    Visit a = begun(frontier);
    Visit b = begun(frontier);
    assertThat(frontier.next()).isEqualTo(FOR_AN_END); // all have been read
    frontier.ended(a, ok(a));
    frontier.ended(b, ok(b));
    now += SECOND;
    assertThat(begun(frontier).url()).isEqualTo(A);
    assertThat(begun(frontier).url()).isEqualTo(B);
  }

  @Test
  void aDelayCountsFromAnEnd() {
    Frontier frontier = frontier(polite(1, 3, 0, 1), A, A);
    Visit first = begun(frontier);
    now += 5 * SECOND;
    frontier.ended(first, ok(first));
    long open = now + 3 * SECOND;
    assertThat(frontier.next()).isEqualTo(new Wait(open));
    now = open - 1;
    assertThat(frontier.next()).isEqualTo(new Wait(open));
    now = open;
    assertThat(begun(frontier).index()).isEqualTo(1);
  }

  @Test
  void afterADelayAsManyBeginAsMay() {
    Frontier frontier = frontier(polite(2, 1, 0, 1), A, A, A, A);
    Visit first = begun(frontier);
    Visit second = begun(frontier);
    assertThat(frontier.next()).isEqualTo(FOR_AN_END); // all have been read
    frontier.ended(first, ok(first));
    frontier.ended(second, ok(second));
    now += SECOND;
    assertThat(begun(frontier).index()).isEqualTo(2);
    assertThat(begun(frontier).index()).isEqualTo(3);
  }

  @Test
  void aDelayIsKeptThoughNothingWaits() {
    Frontier frontier = frontier(polite(1, 3, 0, 1), A);
    list.complete = false;
    Visit first = begun(frontier);
    frontier.ended(first, ok(first));
    long open = now + 3 * SECOND;
    list.urls.add(A);
    now += SECOND;
    assertThat(frontier.next()).isEqualTo(new Wait(open));
  }

  @Test
  void whatWasLostIsTriedAgainAndTheOriginStaysOpen() {
    Frontier frontier = frontier(polite(1, 0, 0, 2), A, A);
    Visit first = begun(frontier);
    long begun = now;
    now += 7;
    assertThat(frontier.ended(first, lost(first))).isEmpty();
    Visit second = begun(frontier);
    assertThat(second.index()).isEqualTo(1);
    assertThat(frontier.ended(second, ok(second))).isPresent();
    long then = ((Wait) frontier.next()).until();
    assertThat(then - now).isBetween(SECOND / 2, SECOND);
    now = then;
    Visit again = begun(frontier);
    assertThat(again).isEqualTo(new Visit(0, A, 2, begun, Optional.empty()));
    assertThat(frontier.ended(again, lost(again))).contains(lost(again));
    assertThat(frontier.next()).isEqualTo(new Finished());
  }

  @Test
  void anotherAttemptGoesBeforeWhatHasNotBegun() {
    Frontier frontier = frontier(polite(1, 0, 0, 2), A, A, A);
    Visit first = begun(frontier);
    frontier.ended(first, lost(first));
    Visit second = begun(frontier);
    now += SECOND;
    assertThat(frontier.next()).isEqualTo(FOR_AN_END); // the retry is due, and waits for its turn
    frontier.ended(second, ok(second));
    assertThat(begun(frontier).attempt()).isEqualTo(2);
  }

  @Test
  void anOriginThatIsBusyIsLeftAloneForAllItsUrls() {
    Frontier frontier = frontier(polite(2, 0, 0, 1), A, A, A);
    Visit first = begun(frontier);
    Visit second = begun(frontier);
    assertThat(frontier.ended(first, busy(first))).isPresent(); // it has but one attempt
    long open = now + 10 * SECOND;
    frontier.ended(second, ok(second));
    assertThat(frontier.next()).isEqualTo(new Wait(open));
    now = open;
    assertThat(begun(frontier).index()).isEqualTo(2);
  }

  @Test
  void noAttemptBeginsAfterRetryTime() {
    for (long late : List.of(0L, 1L)) {
      Frontier frontier = frontier(polite(1, 0, 0, 9), A); // whose retryTime is a minute
      Visit first = begun(frontier);
      now += 50 * SECOND + late;
      assertThat(frontier.ended(first, busy(first)).isPresent()).isEqualTo(late == 1);
    }
  }

  @Test
  void aRedirectFreesAPlaceAndTakesOne() {
    Frontier frontier = frontier(polite(1, 3, 0, 1), A, B, A);
    Visit moving = begun(frontier);
    Visit there = begun(frontier);
    frontier.moved(moving, origin(B));
    assertThat(frontier.next()).isEqualTo(new Wait(now + 3 * SECOND)); // A, as it has been left
    now += 3 * SECOND;
    Visit third = begun(frontier);
    assertThat(third.index()).isEqualTo(2);
    frontier.ended(there, ok(there));
    now += 3 * SECOND;
    assertThat(begun(frontier)).isEqualTo(moving.onwardAt(origin(B)));
    assertThat(frontier.next()).isEqualTo(FOR_AN_END);
  }

  @Test
  void aUrlThatMovedBeginsAnewAtItsFirstOrigin() {
    Frontier frontier = frontier(polite(1, 0, 0, 2), A);
    Visit moving = begun(frontier);
    frontier.moved(moving, origin(B));
    Visit moved = begun(frontier);
    frontier.ended(moved, lost(moved));
    now += SECOND;
    assertThat(begun(frontier)).isEqualTo(moving.again());
  }

  @Test
  void aUrlThatTheCallerTakesHasNoOutcomeAndFreesItsPlace() {
    Frontier frontier = frontier(polite(1, 0, 0, 1), A, A);
    frontier.taken(begun(frontier));
    Visit second = begun(frontier);
    assertThat(second.index()).isEqualTo(1);
    frontier.ended(second, ok(second));
    assertThat(frontier.next()).isEqualTo(new Finished());
  }

  @Test
  void aListThatIsCutEndsWithWhatIsAtWork() {
    Frontier frontier = frontier(polite(1, 60, 0, 2), A, A, B, A);
    Visit atWork = begun(frontier);
    Visit other = begun(frontier);
    list.cut = true;
    assertThat(frontier.next()).isEqualTo(FOR_AN_END);
    Outcome whole = ok(atWork);
    assertThat(frontier.ended(atWork, whole)).contains(whole);
    assertThat(frontier.ended(other, lost(other))).isEmpty(); // it is not tried again here
    assertThat(frontier.next()).isEqualTo(new Finished());
  }

  @Test
  void aUrlWithoutAnOriginBeginsAtOnce() {
    URI invalid = URI.create("ftp://a.test/");
    Frontier frontier = frontier(polite(1, 60, 0, 2), invalid, invalid);
    Visit first = begun(frontier);
    begun(frontier);
    assertThat(frontier.ended(first, lost(first))).contains(lost(first));
  }

  @Test
  void anOriginWithManyRetriesToComeBeginsNothingNew() {
    Frontier frontier =
        frontier(polite(1, 0, 0, 2), Collections.nCopies(70, A).toArray(URI[]::new));
    for (int i = 0; i < 64; i++) {
      Visit visit = begun(frontier);
      assertThat(frontier.ended(visit, lost(visit))).isEmpty();
    }
    assertThat(((Wait) frontier.next()).until() - now).isBetween(SECOND / 2, SECOND);
    now += SECOND;
    for (int i = 0; i < 64; i++) {
      Visit again = begun(frontier);
      assertThat(again.attempt()).isEqualTo(2);
      frontier.ended(again, ok(again));
    }
    assertThat(begun(frontier).index()).isEqualTo(64);
  }

  @Test
  void whatIsReadAheadGoesToTheBacklogAndComesInOrder() {
    int count = 10_000;
    URI[] urls = Collections.nCopies(count, A).toArray(URI[]::new);
    urls[count - 1] = B;
    Frontier frontier = frontier(polite(1, 0, 0, 1), urls);
    Visit first = begun(frontier);
    assertThat(frontier.next()).as("after some have been read").isEqualTo(new Wait(now));
    assertThat(list.polls).isBetween(100, 1_000);
    Turn turn = frontier.next();
    while (turn.equals(new Wait(now))) {
      turn = frontier.next();
    }
    assertThat(turn)
        .isInstanceOfSatisfying(Begin.class, b -> assertThat(b.visit().url()).isEqualTo(B));
    assertThat(backlog.get(origin(A))).hasSize(count - 2 - 4096);
    for (int index = 1; index < count - 1; index++) {
      frontier.ended(first, ok(first));
      first = begun(frontier);
      assertThat(first.index()).isEqualTo(index);
    }
    assertThat(backlog.get(origin(A))).isEmpty();
    assertThat(frontier.next()).isEqualTo(FOR_AN_END);
  }

  @Test
  void allThatIsLeftBeginsOnceTheBatchIsEnding() {
    URI[] urls = Collections.nCopies(5_000, A).toArray(URI[]::new);
    Frontier frontier = frontier(polite(1, 60, 60, 2), urls);
    Visit lost = begun(frontier);
    frontier.ended(lost, lost(lost));
    now += 60 * SECOND;
    Visit moved = begun(frontier);
    frontier.moved(moved, origin(B));
    now += SECOND;
    Turn turn = frontier.next();
    for (int i = 0; i < 30; i++) {
      turn = frontier.next(); // reads all, and sets it aside
    }
    assertThat(turn).isInstanceOf(Wait.class);
    list.urls.add(B);
    list.complete = false;

    frontier.release();

    List<Long> ended = new ArrayList<>();
    while (frontier.next() instanceof Begin(Visit visit)) {
      assertThat(frontier.ended(visit, lost(visit))).isPresent();
      ended.add(visit.index());
    }
    assertThat(ended).hasSize(5_001).doesNotHaveDuplicates();
    assertThat(frontier.next()).isEqualTo(new Finished());
  }

  @Test
  void whatIsAtWorkWhileTheBatchIsEndingIsWaitedFor() {
    Frontier frontier = frontier(polite(1, 0, 0, 2), A);
    Visit visit = begun(frontier);
    frontier.release();
    assertThat(frontier.next()).isEqualTo(FOR_AN_END);
    assertThat(frontier.ended(visit, lost(visit))).contains(lost(visit));
    assertThat(frontier.next()).isEqualTo(new Finished());
  }

  @Test
  void whatWaitsForAnotherAttemptBeginsOnceTheBatchIsEnding() {
    Frontier frontier = frontier(polite(1, 0, 0, 2), A);
    Visit visit = begun(frontier);
    assertThat(frontier.ended(visit, lost(visit))).isEmpty();
    frontier.release();
    assertThat(begun(frontier).attempt()).isEqualTo(2);
  }

  @Test
  void noMoreThanMayBeInFlightBeginWhileTheBatchIsEnding() {
    Frontier frontier = frontier(Politeness.NONE, A, A, A, A);
    frontier.release();
    for (int i = 0; i < 3; i++) {
      begun(frontier);
    }
    assertThat(frontier.next()).isEqualTo(FOR_AN_END);
  }

  /// At most three in flight.
  @Test
  void aVisitThatItsOriginMakesWaitIsTold() {
    List<String> told = new ArrayList<>();
    Frontier frontier = frontier(polite(1, 1, 0, 1), A, A, B);
    frontier.onWaiting((visit, origin) -> told.add(visit.index() + " at " + origin));
    assertThat(begun(frontier).url()).isEqualTo(A);
    Visit other = begun(frontier);
    assertThat(other.url()).isEqualTo(B);
    assertThat(told).containsExactly("1 at http://a.test");
    frontier.moved(other, Origin.named(A).orElseThrow());
    assertThat(told).containsExactly("1 at http://a.test", "2 at http://a.test");
  }

  private Frontier frontier(Politeness politeness, URI... urls) {
    list.urls.addAll(List.of(urls));
    list.complete = true;
    Backlog kept =
        new Backlog() {
          @Override
          public void add(Origin origin, Visit visit) {
            backlog.computeIfAbsent(origin, _ -> new ArrayDeque<>()).add(visit);
          }

          @Override
          public Visit next(Origin origin) {
            return requireNonNull(backlog.get(origin)).remove();
          }
        };
    return new Frontier(3, politeness, list, kept, () -> now, () -> Instant.EPOCH, new Random(1));
  }

  private static Politeness polite(int perOrigin, int delay, int interval, int attempts) {
    return new Politeness(
        perOrigin,
        Duration.ofSeconds(delay),
        Duration.ofSeconds(interval),
        attempts,
        Duration.ofSeconds(30),
        Duration.ofSeconds(60));
  }

  private static Visit begun(Frontier frontier) {
    Turn turn = frontier.next();
    assertThat(turn).isInstanceOf(Begin.class);
    return ((Begin) turn).visit();
  }

  private static Origin origin(URI url) {
    return Origin.named(url).orElseThrow();
  }

  private static Outcome ok(Visit visit) {
    return new Fetched(
        visit.index(), visit.url(), visit.url(), 200, Headers.NONE, new byte[0], TIMING);
  }

  private static Outcome busy(Visit visit) {
    return new Fetched(
        visit.index(), visit.url(), visit.url(), 503, TEN_SECONDS, new byte[0], TIMING);
  }

  private static Outcome lost(Visit visit) {
    return new Failed(visit.index(), visit.url(), FailureKind.CONNECTION_LOST, "lost", TIMING);
  }
}
