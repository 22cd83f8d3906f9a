package dev.multifetch.client;

import dev.multifetch.BodyHandler;
import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.frontier.Backlog;
import dev.multifetch.frontier.Frontier;
import dev.multifetch.frontier.Source;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The URLs of one `fetchEach`. Each URL's time-out ends it alone. The deadline, `close()` of the
/// fetcher, or a caller that gives up ends all of them together.
///
/// The caller's thread opens and closes it. Calls begin and end on any thread.
public final class Batch implements AutoCloseable {

  /// How long the body of a redirect may take. A new connection takes less.
  private static final long DRAINED_WITHIN = Duration.ofMillis(500).toNanos();

  private final Batches batches;
  private final FetchOptions options;
  private final long began = System.nanoTime();
  private final LongSupplier clock = this::now;
  private final Optional<Writers> writers;
  private final Set<Call> atWork = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Function<UrlFetch, Done>> ending =
      new AtomicReference<>();
  private volatile Runnable onEnd = () -> {};
  private long nextOverdue; // nanoseconds since the batch began; only the timekeeper uses it
  private volatile boolean olderBegan; // a call with earlier time-outs than that

  Batch(Batches batches, FetchOptions options) {
    this.batches = batches;
    this.options = options;
    this.writers = options.bodies().filter(BodyHandler::mayWait).map(Writers::new);
  }

  /// Begins the work on one URL: its `timeout` counts from here.
  public Call begin(long index, URI url) {
    return begin(Visit.first(index, url), false);
  }

  /// Begins an attempt that the frontier allows.
  Call begin(Visit visit) {
    return begin(visit, !options.politeness().sameForAllOrigins());
  }

  private Call begin(Visit visit, boolean staysAtOrigin) {
    ReentrantLock turn = new ReentrantLock();
    return begin(
        new Call(
            this,
            turn,
            new UrlFetch(
                visit.index(),
                visit.url(),
                visit.attempt(),
                staysAtOrigin,
                writers.map(all -> all.outsideOf(turn)).or(options::bodies),
                options,
                clock)));
  }

  /// Goes on with a call that was not at work for this number of nanoseconds.
  Call resume(Call before, long pause) {
    Call call = begin(before.resumed(pause));
    olderBegan = true;
    return call;
  }

  private Call begin(Call call) {
    atWork.add(call);
    Function<UrlFetch, Done> how = ending.get();
    if (how != null) { // the batch may have ended before this call was among those at work
      call.end(how);
    }
    return call;
  }

  /// The outcome of a URL whose work could not begin, for example because memory ran out (R45).
  public Outcome notBegun(long index, URI url, Throwable cause) {
    return ((Done) new UrlFetch(index, url, options, clock).failed(cause, false)).outcome();
  }

  /// A frontier for the URLs of this batch.
  Frontier frontier(Source urls, Backlog backlog, int window) {
    Frontier frontier =
        new Frontier(
            window,
            options.politeness(),
            urls,
            backlog,
            clock,
            InstantSource.system(),
            ThreadLocalRandom.current());
    options
        .decisions()
        .ifPresent(
            listener ->
                frontier.onWaiting(
                    (visit, origin) ->
                        listener.decided(
                            visit.index(), visit.url(), "waits for its turn at " + origin)));
    return frontier;
  }

  /// Runs this, on any thread, when all URLs end together.
  void onEnd(Runnable action) {
    onEnd = action;
  }

  boolean isEnding() {
    return ending.get() != null;
  }

  /// The name of the model that works on this batch.
  String model() {
    return batches.model();
  }

  /// Nanoseconds since this batch began.
  long now() {
    return System.nanoTime() - began;
  }

  /// Ends the calls at work, and each call that begins from now on. Only the first reason to end
  /// counts.
  void end(Function<UrlFetch, Done> how) {
    if (ending.compareAndSet(null, how)) {
      atWork.forEach(call -> end(call, how));
      onEnd.run();
    }
  }

  /// Ends each URL that has passed one of its time-outs, and all of them once the deadline has
  /// passed. The timekeeper calls this every few milliseconds. So this looks at each call only when
  /// one may be overdue.
  void endOverdue() {
    long now = now();
    if (options.deadline().isPresent() && now >= options.deadline().get().toNanos()) {
      end(UrlFetch::deadlinePassed);
    }
    if (now < nextOverdue && !olderBegan) {
      return;
    }
    olderBegan = false;
    long timeout = options.timeout().toNanos();
    long stall = options.stallTimeout().orElse(options.timeout()).toNanos();
    long first =
        now
            + Math.min(
                DRAINED_WITHIN, Math.min(timeout, stall)); // for the calls that begin from now on
    for (Call call : atWork) {
      long overdue = call.began() + timeout;
      long stalled = call.lastHeard(now) + stall;
      long drained = call.drainedSince();
      if (overdue <= now) {
        end(call, UrlFetch::timedOut);
      } else if (stalled <= now) {
        end(call, UrlFetch::stalled);
      } else if (drained <= now - DRAINED_WITHIN) {
        attempt(call::stopDraining);
      } else if (drained < Long.MAX_VALUE) {
        first = Math.min(first, drained + DRAINED_WITHIN);
      }
      first = Math.min(first, Math.min(overdue, stalled));
    }
    nextOverdue = first;
  }

  private static void end(Call call, Function<UrlFetch, Done> how) {
    attempt(() -> call.end(how));
  }

  /// If the abort of one call throws an error, the other calls still have their turn (R45).
  private static void attempt(Runnable abort) {
    try {
      abort.run();
    } catch (Throwable _) {
      // the call's time-out tries again
    }
  }

  void ended(Call call) {
    atWork.remove(call);
  }

  /// Waits until no body of an ended URL is still being written.
  void awaitWriters() {
    writers.ifPresent(Writers::await);
  }

  /// Ends the calls that are still at work.
  @Override
  public void close() {
    end(UrlFetch::cancelled);
    batches.ended(this);
  }
}
