package dev.multifetch.client;

import dev.multifetch.Outcome;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.Step;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Moved;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.function.Supplier;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/// The work on one URL. A client tells it what came, and any other thread may end it. These threads
/// take turns with the [UrlFetch], and no thread waits here for longer than a turn. There is one
/// exception: if a body does not go to memory, the thread that tells of the body may wait for the
/// place where it goes. See [#mayWait].
///
/// The end of the work aborts what is open for it, such as a connection. Nothing else frees a
/// thread from a blocking read, or makes a server stop sending.
public final class Call implements AutoCloseable {

  private final Batch batch;
  private final Lock turn;
  private final long began;
  private final Next first;
  private volatile long drainedSince = Long.MAX_VALUE; // a redirect's body, in batch time
  private volatile long lastHeard; // Long.MAX_VALUE while no server is waited for

  // Guarded by turn: the thread that runs the exchanges uses them, and any thread that ends them.
  private final UrlFetch fetch;
  private @Nullable Done ended; // early, by an end from outside
  private boolean moved; // to another origin, where it may have to wait
  private @Nullable Abort innermost;
  private @Nullable FetchEvent event; // until it has ended, or belongs to the call after a pause

  /// @param turn the lock that a thread holds while it uses the fetch
  Call(Batch batch, Lock turn, UrlFetch fetch) {
    FetchEvent event = begun(); // first: else it would be shorter than the outcome's timing
    this(batch, turn, fetch, fetch.start(), batch.now(), event);
  }

  private Call(
      Batch batch, Lock turn, UrlFetch fetch, Next first, long began, @Nullable FetchEvent event) {
    this.batch = batch;
    this.turn = turn;
    this.fetch = fetch;
    this.first = first;
    this.began = began;
    this.lastHeard = batch.now();
    this.event = event;
  }

  /// The class of an event starts a part of the Flight Recorder, which takes as long as hundreds of
  /// URLs. So nothing touches it before there is a recording.
  private static @Nullable FetchEvent begun() {
    return FlightRecorder.isInitialized() ? FetchEvent.begun() : null;
  }

  private <T> T inTurn(Supplier<T> action) {
    turn.lock();
    try {
      return action.get();
    } finally {
      turn.unlock();
    }
  }

  /// The work goes on after a pause. The pause does not count in the URL's `timeout`.
  Call resumed(long pause) {
    return inTurn(
        () -> {
          FetchEvent begun = event;
          event = null;
          return new Call(batch, turn, fetch, fetch.resume(), began + pause, begun);
        });
  }

  /// When the work began, in nanoseconds since the batch did.
  long began() {
    return began;
  }

  /// When something came last, in nanoseconds since the batch began. While nothing waits for the
  /// server, this is now.
  long lastHeard(long now) {
    return Math.min(lastHeard, now);
  }

  /// Since when only the body of a redirect is awaited, in nanoseconds since the batch began;
  /// [Long#MAX_VALUE] if something else is.
  long drainedSince() {
    return drainedSince;
  }

  /// Gives up the body of a redirect, and with it the connection. Then the client is told that the
  /// exchange failed, and goes on where the redirect leads.
  void stopDraining() {
    inTurn(
        () -> {
          if (ended == null && innermost != null && fetch.onlyDrains()) {
            innermost.action.run();
          }
          return this;
        });
  }

  /// The first thing to do.
  public Next start() {
    return orElse(first);
  }

  /// The outcome if the work was ended early, else `next`.
  public Next orElse(Next next) {
    return inTurn(() -> ended != null ? ended : next);
  }

  /// A response's head came; interim heads come here, too.
  public Step head(ResponseHead head) {
    lastHeard = batch.now();
    return inTurn(() -> noted(fetch.head(head)));
  }

  /// Whether [#body] and [#end] may wait for where this body goes. Known once the head is told.
  public boolean mayWait() {
    return inTurn(fetch::mayWait);
  }

  /// A piece of the body came, without its framing.
  public Step body(ByteBuffer piece) {
    return passedOn(() -> fetch.body(piece));
  }

  /// The body ended where its framing says.
  public Next end() {
    return passedOn(fetch::end);
  }

  private <S extends Step> S passedOn(Supplier<S> telling) {
    lastHeard = Long.MAX_VALUE;
    try {
      return inTurn(() -> noted(telling.get()));
    } finally {
      lastHeard = batch.now();
    }
  }

  /// The exchange failed: by itself, or because the work was ended.
  ///
  /// @param stale whether the connection had served before and not a byte of response came (R41)
  public Next failed(Throwable cause, boolean stale) {
    return inTurn(() -> noted(fetch.failed(cause, stale)));
  }

  private <S extends Step> S noted(S step) {
    moved = step instanceof Moved;
    drainedSince = fetch.onlyDrains() ? Math.min(drainedSince, batch.now()) : Long.MAX_VALUE;
    return step;
  }

  /// Some code threw what it never should. That becomes this URL's outcome, and ends its work.
  public Outcome defect(Throwable cause) {
    return end(fetch ->
            fetch.failed(cause, false) instanceof Done done
                ? done
                // a redirect's body does not matter, so a defect in it led to the next request
                : (Done) fetch.failed(cause, false))
        .outcome();
  }

  /// The request goes over a connection that has served before, or over a new one.
  public void sendsOver(boolean reused) {
    tell(() -> reused ? "uses an open connection" : "opened a connection");
  }

  /// Tells the caller's listener, if there is one, what is done for this URL.
  void tell(Supplier<String> decision) {
    fetch.tell(decision);
  }

  /// The URL will be tried again: the body that this attempt has written does not count.
  void discard() {
    inTurn(
        () -> {
          fetch.tell(() -> "will be tried again");
          fetch.discard();
          return this;
        });
  }

  /// The outcome. If there is none yet, the URL ends as cancelled, but nothing is aborted.
  public Outcome outcome() {
    return inTurn(fetch::cancelled).outcome();
  }

  /// Whether the connection of the exchange that has just ended may carry another.
  public boolean connectionReusable() {
    return inTurn(fetch::connectionReusable);
  }

  /// Ends the work from any thread, and aborts what is open for it. If there is an outcome already,
  /// it stays. Calling this again runs the abort again, in case it threw the first time.
  public Done end(Function<UrlFetch, Done> how) {
    return inTurn(
        () -> {
          if (ended == null) {
            ended = how.apply(fetch);
            record(ended.outcome());
          }
          if (innermost != null) {
            innermost.run();
          }
          return ended;
        });
  }

  private void record(Outcome outcome) {
    if (event != null) {
      event.ended(batch.model(), outcome);
      event = null;
    }
  }

  /// From now on the end of the work runs this abort, until the returned scope is closed. Scopes
  /// nest: the end of the work runs the aborts of all of them, the innermost first. If the work has
  /// been ended already, the abort runs at once.
  ///
  /// @param abort closes something. It may run more than once, on any thread, and must not wait
  public Abort abortBy(Runnable abort) {
    return inTurn(
        () -> {
          innermost = new Abort(abort, innermost);
          if (ended != null) {
            abort.run();
          }
          return innermost;
        });
  }

  /// The time in which an end of the work runs one abort.
  public final class Abort implements AutoCloseable {

    private final Runnable action;
    private final @Nullable Abort outer;

    private Abort(Runnable action, @Nullable Abort outer) {
      this.action = action;
      this.outer = outer;
    }

    private void run() {
      try {
        action.run();
      } finally {
        if (outer != null) {
          outer.run();
        }
      }
    }

    /// From now on the abort's connection belongs to nobody, or to another call. If a thread is
    /// running the abort, this waits for it. If the work has been ended, the outer scopes run once
    /// more: what was opened in this one may be theirs to close by now.
    @Override
    public void close() {
      turn.lock();
      try {
        innermost = outer;
        if (ended != null && outer != null) {
          outer.run();
        }
      } finally {
        turn.unlock();
      }
    }
  }

  /// The work is over or given up: this aborts what is still open for it. If the URL goes on at
  /// another origin, the work only pauses.
  @Override
  public void close() {
    turn.lock();
    try {
      if (!moved) {
        end(UrlFetch::cancelled);
      }
    } finally {
      turn.unlock();
    }
    batch.ended(this);
  }
}
