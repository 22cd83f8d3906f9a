package dev.multifetch.frontier;

import dev.multifetch.Outcome;
import dev.multifetch.Politeness;
import dev.multifetch.frontier.Turn.Begin;
import dev.multifetch.frontier.Turn.Finished;
import dev.multifetch.frontier.Turn.Wait;
import dev.multifetch.http.Origin;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

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
/// no other origin: its URLs are set aside.
///
/// Only one thread may use it at a time.
public final class Frontier {

  private static final int READ_AT_ONCE = 256; // then the model handles ended visits

  private final int maxInFlight;
  private final Politeness politeness;
  private final Source source;
  private final LongSupplier clock;
  private final BackOff backOff;
  private final Origins origins;

  private long read;
  private long finished;
  private int atWork;
  private long nextBegin = Long.MIN_VALUE;
  private boolean released;

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
    this.clock = clock;
    this.backOff = new BackOff(politeness.longestPause(), random, wall);
    this.origins = new Origins(politeness, backlog);
  }

  /// Calls this for each visit that its origin makes wait.
  public void onWaiting(BiConsumer<Visit, Origin> listener) {
    origins.onWaiting(listener);
  }

  /// Says what to do next.
  public Turn next() {
    long now = clock.getAsLong();
    if (atWork == maxInFlight) {
      return new Wait(Long.MAX_VALUE);
    }
    if (source.cut()) {
      return atWork == 0 ? new Finished() : new Wait(Long.MAX_VALUE);
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
    atWork--;
    boolean again = origins.isAtWork(visit) && retries(visit, outcome, now);
    origins.leave(visit, now);
    if (again) {
      return Optional.empty();
    }
    finished++;
    return Optional.of(outcome);
  }

  private boolean retries(Visit visit, Outcome outcome, long now) {
    boolean busy = BackOff.busy(outcome);
    if (!busy && !BackOff.lost(outcome)) {
      return false;
    }
    long then = now + backOff.pause(outcome, visit.attempt()).toNanos();
    if (busy) {
      origins.pause(visit, then);
    }
    boolean again =
        !released
            && visit.attempt() < politeness.attempts()
            && then - visit.firstBegun() <= politeness.retryTime().toNanos();
    if (again) {
      origins.addRetry(visit.again(), then);
    }
    return again;
  }

  /// A redirect leads to another origin. The visit goes on there when that origin allows it;
  /// [#next] then says so.
  public void moved(Visit visit, Origin to) {
    long now = clock.getAsLong();
    atWork--;
    origins.addOnward(visit, to, now);
    origins.leave(visit, now);
  }

  /// A redirect leads to another origin, and the caller takes the URL from here. So it has no
  /// outcome.
  public void taken(Visit visit) {
    atWork--;
    finished++;
    origins.leave(visit, clock.getAsLong());
  }

  /// The batch is ending, and the fetcher sends no more requests. So each URL that is left may
  /// begin at once, only to end. The frontier waits for no more URLs.
  public void release() {
    released = true;
  }

  private Turn nextToEnd(long now) {
    Visit waiting = origins.nextToEnd();
    if (waiting != null) {
      return begin(waiting, now);
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
    for (int i = 0; i < READ_AT_ONCE; i++) {
      Visit waiting = origins.next(now);
      if (waiting != null) {
        return begin(waiting, now);
      }
      URI url = origins.isFull() ? null : source.poll();
      if (url == null) {
        return nothingToBegin();
      }
      Visit visit = Visit.first(read++, url);
      Optional<Origin> origin = Origin.named(url);
      if (origin.isEmpty()) {
        return begin(visit, now); // an invalid URL, which ends without a request
      }
      origins.add(visit, origin.get(), now);
    }
    return new Wait(now);
  }

  private Turn nothingToBegin() {
    return atEnd() ? new Finished() : new Wait(origins.nextTime());
  }

  /// Whether all visits have ended and no more URLs will come. It asks the source last, because the
  /// source may have to wait for its answer.
  private boolean atEnd() {
    return finished == read && source.exhausted();
  }

  private Turn begin(Visit visit, long now) {
    atWork++;
    nextBegin = now + politeness.interval().toNanos();
    return new Begin(visit.begunAt(now));
  }
}
