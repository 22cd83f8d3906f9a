package dev.multifetch.frontier;

import static java.util.Objects.requireNonNull;

import dev.multifetch.Politeness;
import dev.multifetch.http.Origin;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The origins of a list. They take turns, and each begins its next visit only when its cap and its
/// pauses allow it. An origin without visits is forgotten.
final class Origins {

  private final Politeness politeness;
  private final ReadAhead readAhead;
  private final Map<Origin, OriginQueue> origins = new HashMap<>();
  private final Map<Long, OriginQueue> visited = new HashMap<>(); // by a visit's index
  private final Queue<OriginQueue> open = new ArrayDeque<>();
  private final DueQueue<OriginQueue> reopenings = new DueQueue<>();
  private final DueQueue<Visit> retries = new DueQueue<>();
  private BiConsumer<Visit, Origin> onWaiting = (_, _) -> {};

  Origins(Politeness politeness, Backlog backlog) {
    this.politeness = politeness;
    this.readAhead = new ReadAhead(backlog);
  }

  /// Calls this for each visit that its origin makes wait.
  void onWaiting(BiConsumer<Visit, Origin> listener) {
    onWaiting = listener;
  }

  /// Whether no more visits can be added.
  boolean isFull() {
    return readAhead.isFull();
  }

  /// A first attempt waits for its origin.
  void add(Visit visit, Origin origin, long now) {
    OriginQueue at = queueOf(origin);
    readAhead.add(at, visit);
    list(at, visit, now);
  }

  /// A visit goes on at another origin, ahead of the visits that have not begun.
  void addOnward(Visit visit, Origin to, long now) {
    OriginQueue there = queueOf(to);
    Visit onward = visit.onwardAt(to);
    there.begunBefore.add(onward);
    list(there, onward, now);
  }

  /// A further attempt waits for its time, and then for its origin.
  void addRetry(Visit visit, long time) {
    retries.add(time, visit);
    queueOf(visit).retriesToCome++;
  }

  /// The visit that may begin, and is at work from now on; null if there is none.
  @Nullable Visit next(long now) {
    openWhatIsDue(now);
    OriginQueue at = nextOpen(now);
    if (at == null) {
      return null;
    }
    Visit visit = take(at);
    at.atWork++;
    visited.put(visit.index(), at);
    list(at, now); // after the others, if it has more
    return visit;
  }

  /// When time alone may let a visit begin; [Long#MAX_VALUE] if it cannot.
  long nextTime() {
    return Math.min(reopenings.firstTime(), retries.firstTime());
  }

  /// A visit that waits, whatever it waits for; null if there is none.
  @Nullable Visit nextToEnd() {
    Visit retry = retries.poll(Long.MAX_VALUE);
    if (retry != null) {
      return retry;
    }
    for (Iterator<OriginQueue> all = origins.values().iterator(); all.hasNext(); all.remove()) {
      OriginQueue at = all.next();
      if (at.isWaitedFor()) {
        return take(at);
      }
    }
    return null;
  }

  /// Whether this visit is at work at an origin.
  boolean isAtWork(Visit visit) {
    return visited.containsKey(visit.index());
  }

  /// The origin at which this visit is at work begins no other before this time.
  void pause(Visit visit, long until) {
    requireNonNull(visited.get(visit.index())).closeUntil(until);
  }

  /// The visit is no longer at work where it was.
  void leave(Visit visit, long now) {
    OriginQueue at = visited.remove(visit.index());
    if (at != null) {
      at.atWork--;
      at.closeUntil(now + politeness.delay().toNanos());
      list(at, now);
    }
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

  private Visit take(OriginQueue at) {
    Visit visit = at.begunBefore.poll();
    return visit != null ? visit : readAhead.take(at);
  }

  private void openWhatIsDue(long now) {
    for (Visit retry = retries.poll(now); retry != null; retry = retries.poll(now)) {
      OriginQueue at = queueOf(retry);
      at.retriesToCome--;
      at.begunBefore.add(retry);
      list(at, now);
    }
    for (OriginQueue at = reopenings.poll(now); at != null; at = reopenings.poll(now)) {
      at.listed = false;
      list(at, now);
    }
  }

  private void list(OriginQueue at, Visit comes, long now) {
    list(at, now);
    if (!at.listed || at.closedUntil > now) {
      onWaiting.accept(comes, at.origin);
    }
  }

  /// Puts the origin where it belongs now: among the open ones, or among those that open at a known
  /// time, or nowhere. It belongs nowhere if no URL waits for it, or if its cap is reached.
  private void list(OriginQueue at, long now) {
    if (at.listed) {
      return;
    }
    boolean idle = at.idle();
    if (idle && at.closedUntil <= now) {
      origins.remove(at.origin);
    } else if (idle || (at.hasNext() && at.atWork < politeness.perOrigin())) {
      at.listed = true;
      if (at.closedUntil <= now) {
        open.add(at);
      } else {
        reopenings.add(at.closedUntil, at);
      }
    }
  }

  private OriginQueue queueOf(Visit begunBefore) {
    return queueOf(Origin.named(begunBefore.url()).orElseThrow());
  }

  private OriginQueue queueOf(Origin origin) {
    return origins.computeIfAbsent(origin, OriginQueue::new);
  }
}
