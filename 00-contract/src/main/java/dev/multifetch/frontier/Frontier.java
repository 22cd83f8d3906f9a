package dev.multifetch.frontier;

import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Finished;
import dev.multifetch.frontier.Turn.Wait;
import dev.multifetch.http.Origin;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides which URL of a list may begin, and when. It does no I/O, never waits, and reads only the
/// clocks that it is given. A model asks it, and does what it says:
///
/// ```java
/// Turn turn = frontier.next();
/// switch (turn) {
///   case Begin(Visit visit) -> begin(visit); // and, when it ends: frontier.ended(visit, outcome)
///   case Wait(long until) -> waitForAnEndOrFor(until);
///   case Finished() -> return;
/// }
/// ```
///
/// URLs of one origin begin in the order of the list. An origin whose URLs may not begin holds up
/// no other origin. Its URLs are set aside: up to a number of them in memory, and the rest in a
/// [Backlog].
///
/// Only one thread may use it at a time.
public final class Frontier {

  private static final int READ_AT_ONCE = 256; // then the model handles ended visits
  private static final int MOST_IN_MEMORY = 4096; // URLs that wait for their origins
  private static final long MOST_IN_BACKLOG = 10_000_000; // else an endless list would fill a disk

  /// Something that happens at a set time.
  private record Due<T>(long time, T what) implements Comparable<Due<T>> {
    @Override
    public int compareTo(Due<T> other) {
      return Long.compare(time, other.time);
    }
  }

  private final int maxInFlight;
  private final Politeness politeness;
  private final Source source;
  private final Backlog backlog;
  private final LongSupplier clock;
  private final BackOff backOff;

  private final Map<Origin, OriginQueue> origins = new HashMap<>();
  private final Map<Long, OriginQueue> visited = new HashMap<>(); // by a visit's index
  private final Queue<OriginQueue> open = new ArrayDeque<>();
  private final Queue<Due<OriginQueue>> reopenings = new PriorityQueue<>();
  private final Queue<Due<Visit>> retries = new PriorityQueue<>();
  private long read;
  private long finished;
  private int atWork;
  private int inMemory;
  private long inBacklog;
  private long nextBegin = Long.MIN_VALUE;
  private boolean released;
  private BiConsumer<Visit, Origin> onWaiting = (_, _) -> {};

  /// @param clock nanoseconds; all times here are this clock's
  /// @param wall the time of day, for a Retry-After that names a date
  public Frontier(
      int maxInFlight,
      Politeness politeness,
      Source source,
      Backlog backlog,
      LongSupplier clock,
      InstantSource wall,
      RandomGenerator random) {
    this.maxInFlight = maxInFlight;
    this.politeness = politeness;
    this.source = source;
    this.backlog = backlog;
    this.clock = clock;
    this.backOff = new BackOff(politeness.longestPause(), random, wall);
  }

  /// Calls this for each visit that its origin makes wait.
  public void onWaiting(BiConsumer<Visit, Origin> listener) {
    onWaiting = listener;
  }

  /// Says what to do next.
  public Turn next() {
    long now = clock.getAsLong();
    if (atWork == maxInFlight) {
      return new Wait(Long.MAX_VALUE);
    }
    if (released) {
      return nextToEnd(now);
    }
    if (now < nextBegin) {
      return atEnd() ? new Finished() : new Wait(nextBegin);
    }
    return politeness.sameForAllOrigins() ? nextOfList(now) : nextOfOrigins(now);
  }

  /// An attempt has ended.
  ///
  /// @return the URL's outcome; empty if the URL will be tried again
  public Optional<Outcome> ended(Visit visit, Outcome outcome) {
    long now = clock.getAsLong();
    OriginQueue at = leave(visit, now);
    if (at == null) {
      return finished(outcome);
    }
    boolean busy = BackOff.busy(outcome);
    boolean again = false;
    if (busy || BackOff.lost(outcome)) {
      long then = now + backOff.pause(outcome, visit.attempt()).toNanos();
      if (busy) {
        at.closeUntil(then);
      }
      again =
          !released
              && visit.attempt() < politeness.attempts()
              && then - visit.firstBegun() <= politeness.retryTime().toNanos();
      if (again) {
        retries.add(new Due<>(then, visit.again()));
        queueOf(visit.again()).retriesToCome++;
      }
    }
    list(at, now);
    return again ? Optional.empty() : finished(outcome);
  }

  private Optional<Outcome> finished(Outcome outcome) {
    finished++;
    return Optional.of(outcome);
  }

  /// A redirect leads to another origin. The visit goes on there when that origin allows it;
  /// [#next] then says so.
  public void moved(Visit visit, Origin to) {
    long now = clock.getAsLong();
    OriginQueue from = leave(visit, now);
    OriginQueue there = origins.computeIfAbsent(to, OriginQueue::new);
    Visit onward = visit.onwardAt(to);
    there.begunBefore.add(onward);
    list(there, onward, now);
    if (from != null) {
      list(from, now);
    }
  }

  /// The batch is ending, and the fetcher sends no more requests. So each URL that is left may
  /// begin at once, only to end. The frontier waits for no more URLs.
  public void release() {
    released = true;
  }

  private Turn nextToEnd(long now) {
    Due<Visit> retry = retries.poll();
    if (retry != null) {
      return begin(retry.what(), now);
    }
    for (var all = origins.values().iterator(); all.hasNext(); all.remove()) {
      OriginQueue at = all.next();
      if (at.isWaitedFor()) {
        return begin(take(at), now);
      }
    }
    URI url = source.poll();
    if (url != null) {
      return begin(Visit.first(read++, url), now);
    }
    return atWork == 0 ? new Finished() : new Wait(Long.MAX_VALUE);
  }

  private Turn nextOfList(long now) {
    URI url = source.poll();
    return url != null ? begin(Visit.first(read++, url), now) : nothingToBegin();
  }

  private Turn nextOfOrigins(long now) {
    openWhatIsDue(now);
    for (int i = 0; i < READ_AT_ONCE; i++) {
      OriginQueue at = nextOpen(now);
      if (at != null) {
        return begin(at, now);
      }
      URI url = inBacklog < MOST_IN_BACKLOG ? source.poll() : null;
      if (url == null) {
        return nothingToBegin();
      }
      Visit visit = Visit.first(read++, url);
      Optional<Origin> origin = Origin.named(url);
      if (origin.isEmpty()) {
        return begin(visit, now); // an invalid URL, which ends without a request
      }
      setAside(visit, origin.get(), now);
    }
    return new Wait(now);
  }

  private Turn nothingToBegin() {
    return atEnd() ? new Finished() : new Wait(Math.min(timeOf(reopenings), timeOf(retries)));
  }

  /// Whether all visits have ended and no more URLs will come. It asks the source last, because the
  /// source may have to wait for its answer.
  private boolean atEnd() {
    return finished == read && source.exhausted();
  }

  private @Nullable OriginQueue nextOpen(long now) {
    OriginQueue at = open.poll();
    while (at != null) {
      at.listed = false;
      if (at.closedUntil <= now && at.hasNext()) {
        return at;
      }
      list(at, now); // the origin was closed after it was listed
      at = open.poll();
    }
    return null;
  }

  private Turn begin(OriginQueue at, long now) {
    Visit visit = take(at);
    at.atWork++;
    visited.put(visit.index(), at);
    list(at, now); // after the others, if it has more
    return begin(visit, now);
  }

  private Turn begin(Visit visit, long now) {
    atWork++;
    nextBegin = now + politeness.interval().toNanos();
    return new Begin(visit.begunAt(now));
  }

  /// The visit is no longer at work where it was.
  private @Nullable OriginQueue leave(Visit visit, long now) {
    atWork--;
    OriginQueue at = visited.remove(visit.index());
    if (at != null) {
      at.atWork--;
      at.closeUntil(now + politeness.delay().toNanos());
    }
    return at;
  }

  private void openWhatIsDue(long now) {
    while (timeOf(retries) <= now) {
      Visit visit = retries.remove().what();
      OriginQueue at = queueOf(visit);
      at.retriesToCome--;
      at.begunBefore.add(visit);
      list(at, now);
    }
    while (timeOf(reopenings) <= now) {
      OriginQueue at = reopenings.remove().what();
      at.listed = false;
      list(at, now);
    }
  }

  private void setAside(Visit visit, Origin origin, long now) {
    OriginQueue at = origins.computeIfAbsent(origin, OriginQueue::new);
    if (at.inBacklog == 0 && inMemory < MOST_IN_MEMORY) {
      at.waiting.add(visit);
      inMemory++;
    } else {
      backlog.add(origin, visit);
      at.inBacklog++;
      inBacklog++;
    }
    list(at, visit, now);
  }

  private Visit take(OriginQueue at) {
    Visit visit = at.begunBefore.poll();
    if (visit == null) {
      visit = at.waiting.poll();
      if (visit != null) {
        inMemory--;
      }
    }
    if (visit == null) {
      visit = backlog.next(at.origin);
      at.inBacklog--;
      inBacklog--;
    }
    return visit;
  }

  /// Puts the origin where it belongs now: among the open ones, or among those that open at a known
  /// time, or nowhere. It belongs nowhere if no URL waits for it, or if its cap is reached.
  private void list(OriginQueue at, long now) {
    if (at.listed) {
      return;
    }
    boolean idle = at.idle();
    if (idle && at.closedUntil <= now) {
      origins.remove(at.origin); // an origin without visits is forgotten
    } else if (idle || (at.hasNext() && at.atWork < politeness.perOrigin())) {
      at.listed = true;
      if (at.closedUntil <= now) {
        open.add(at);
      } else {
        reopenings.add(new Due<>(at.closedUntil, at));
      }
    }
  }

  /// The same, because of a visit that has just come.
  private void list(OriginQueue at, Visit visit, long now) {
    list(at, now);
    if (!at.listed || at.closedUntil > now) {
      onWaiting.accept(visit, at.origin);
    }
  }

  private OriginQueue queueOf(Visit visit) {
    Origin origin = Origin.named(visit.url()).orElseThrow(); // it was at work before
    return origins.computeIfAbsent(origin, OriginQueue::new);
  }

  private static long timeOf(Queue<? extends Due<?>> queue) {
    Due<?> first = queue.peek();
    return first == null ? Long.MAX_VALUE : first.time();
  }
}
