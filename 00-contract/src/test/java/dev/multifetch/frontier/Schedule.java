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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// A list, limits and random choices, played to the end: what a model and its servers could do.
/// Each step is held against the limits.
final class Schedule {

  private static final int MOST_STEPS = 200_000;

  private final List<Integer> origins; // of each URL; -1 for an invalid one
  private final int maxInFlight;
  private final Politeness limits;
  private final Random choices;
  private final long seed;
  private final Frontier frontier;

  private long now;
  private long begun;
  private long beginningOfLastOrigin = -1;
  private final List<Visit> atWork = new ArrayList<>();
  private final Map<Origin, Integer> atWorkAt = new HashMap<>();
  private final Map<Origin, Long> closedUntil = new HashMap<>();
  private final Map<Origin, Long> newestFirst =
      new HashMap<>(); // index of the newest first attempt
  private final List<Long> outcomes = new ArrayList<>();

  Schedule(List<Integer> origins, int maxInFlight, Politeness limits, long seed) {
    this.origins = origins;
    this.maxInFlight = maxInFlight;
    this.limits = limits;
    this.seed = seed;
    this.choices = new Random(seed);
    this.frontier =
        new Frontier(
            maxInFlight, limits, source(), new Memory(), () -> now, () -> Instant.EPOCH, choices);
  }

  /// Says at some of its turns that nothing is there at present.
  private Source source() {
    Queue<URI> urls =
        new ArrayDeque<>(IntStream.range(0, origins.size()).mapToObj(this::url).toList());
    return new Source() {
      @Override
      public @Nullable URI poll() {
        return choose(10) == 0 ? null : urls.poll();
      }

      @Override
      public boolean exhausted() {
        return urls.isEmpty();
      }

      @Override
      public void onMore(Runnable wake) {
        // the schedule asks again as it likes
      }

      @Override
      public Iterator<URI> iterator() {
        return urls.iterator();
      }
    };
  }

  private URI url(int index) {
    int origin = origins.get(index);
    return URI.create(
        origin < 0 ? "ftp://invalid/" + index : "http://host-" + origin + "/" + index);
  }

  private static final class Memory implements Backlog {
    private final Map<Origin, Queue<Visit>> kept = new HashMap<>();

    @Override
    public void add(Origin origin, Visit visit) {
      kept.computeIfAbsent(origin, _ -> new ArrayDeque<>()).add(visit);
    }

    @Override
    public Visit next(Origin origin) {
      return requireNonNull(kept.get(origin)).remove();
    }
  }

  List<Long> outcomes() {
    return outcomes;
  }

  List<Long> indices() {
    return LongStream.range(0, origins.size()).boxed().toList();
  }

  long beginningOfLastOrigin() {
    return beginningOfLastOrigin;
  }

  void run() {
    for (int step = 0; step < MOST_STEPS; step++) {
      switch (frontier.next()) {
        case Finished() -> {
          assertThat(atWork).as("at work when all is finished").isEmpty();
          return;
        }
        case Begin(Visit visit) -> begin(visit);
        case Wait(long until) -> waitUntil(until);
      }
      if (!atWork.isEmpty() && choose(3) == 0) {
        end(atWork.remove(choose(atWork.size())));
      }
    }
    throw new AssertionError("no end after " + MOST_STEPS + " steps");
  }

  private void begin(Visit visit) {
    atWork.add(visit);
    begun++;
    assertThat(atWork).as("at work").hasSizeLessThanOrEqualTo(maxInFlight);
    assertThat(visit.attempt()).as("attempts at %s", visit).isBetween(1, limits.attempts());
    at(visit).ifPresent(origin -> begin(visit, origin));
  }

  private void begin(Visit visit, Origin origin) {
    int count = atWorkAt.merge(origin, 1, Integer::sum);
    assertThat(count).as("at work at %s", origin).isLessThanOrEqualTo(limits.perOrigin());
    assertThat(now).as("begun at %s", origin).isGreaterThanOrEqualTo(closedUntil(origin));
    if (origin.host().equals("host-" + origins.getLast()) && beginningOfLastOrigin < 0) {
      beginningOfLastOrigin = begun;
    }
    if (visit.attempt() == 1 && visit.onwardAt().isEmpty()) {
      assertThat(visit.index())
          .as("order at %s", origin)
          .isGreaterThan(newestFirst.getOrDefault(origin, -1L));
      newestFirst.put(origin, visit.index());
    }
  }

  private void waitUntil(long until) {
    if (!atWork.isEmpty() && (until == Long.MAX_VALUE || choose(2) == 0)) {
      end(atWork.remove(choose(atWork.size())));
    } else if (until != Long.MAX_VALUE) {
      now = Math.max(now, until - choose(2)); // a clock may wake too early
      now += choose(2);
    } else {
      now++; // the source may have something by then
    }
  }

  private void end(Visit visit) {
    now += choose(50) * 1_000_000L;
    Optional<Origin> origin = at(visit);
    origin.ifPresent(
        at -> {
          atWorkAt.merge(at, -1, Integer::sum);
          close(at, limits.delay().toNanos());
        });
    if (origin.isPresent() && limited() && visit.onwardAt().isEmpty() && choose(8) == 0) {
      frontier.moved(visit, Origin.named(URI.create("https://host-" + choose(6))).orElseThrow());
      return;
    }
    Outcome outcome = outcome(visit, choose(6));
    if (outcome instanceof Fetched(_, _, _, int status, Headers headers, _, _, _)
        && status == 429) {
      long seconds = Long.parseLong(headers.first("Retry-After").orElse("0"));
      origin.ifPresent(
          at -> close(at, Math.min(seconds * 1_000_000_000, limits.longestPause().toNanos())));
    }
    frontier
        .ended(visit, outcome)
        .ifPresentOrElse(
            given -> outcomes.add(given.index()),
            () -> assertThat(visit.attempt()).isLessThan(limits.attempts()));
  }

  private boolean limited() {
    return !limits.sameForAllOrigins();
  }

  private void close(Origin origin, long nanos) {
    if (limited()) {
      closedUntil.merge(origin, now + nanos, Math::max);
    }
  }

  private long closedUntil(Origin origin) {
    return closedUntil.getOrDefault(origin, Long.MIN_VALUE);
  }

  private Outcome outcome(Visit visit, int kind) {
    Timing timing = new Timing(0, 0, 0);
    return switch (kind) {
      case 0 -> fetched(visit, 429, Headers.NONE.with("Retry-After", "" + choose(200)));
      case 1 -> fetched(visit, 503, Headers.NONE);
      case 2 -> new Failed(visit.index(), visit.url(), FailureKind.CONNECTION_LOST, "lost", timing);
      case 3 -> new Failed(visit.index(), visit.url(), FailureKind.TLS_FAILED, "no", timing);
      default -> fetched(visit, 200, Headers.NONE);
    };
  }

  private static Outcome fetched(Visit visit, int status, Headers headers) {
    return new Fetched(
        visit.index(), visit.url(), visit.url(), status, headers, new byte[0], new Timing(0, 0, 0));
  }

  private static Optional<Origin> at(Visit visit) {
    return visit.onwardAt().or(() -> Origin.named(visit.url()));
  }

  private int choose(int below) {
    return choices.nextInt(below);
  }

  @Override
  public String toString() {
    return "%d URLs %s, %d at once, under %s, seed %d"
        .formatted(
            origins.size(),
            origins.size() < 50 ? origins : "of two origins",
            maxInFlight,
            limits,
            seed);
  }
}
