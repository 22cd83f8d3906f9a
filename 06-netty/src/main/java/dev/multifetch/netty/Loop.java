package dev.multifetch.netty;

import dev.multifetch.FetchOptions;
import dev.multifetch.Outcome;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// One event loop and what is confined to its thread: the URLs at work on it and its connections.
/// The thread waits for whichever connection has something to say, and for nothing else.
final class Loop {

  private static final Duration PATIENCE = Duration.ofSeconds(1); // of close(), with the last turn

  private final EventLoop events;
  private final Connections connections;
  private final long timeout; // in nanoseconds
  private final SequencedSet<Call> atWork = new LinkedHashSet<>(); // in the order of their start
  private boolean alarmSet;

  Loop(Transport transport, FetchOptions options, int maxIdle) {
    // On its own and not in a group: a group's end would start Netty's process-wide thread.
    events =
        new SingleThreadIoEventLoop(
            null, new DefaultThreadFactory("multifetch-netty", true), transport.handlers());
    connections = new Connections(new Connector(events, transport, options), maxIdle);
    timeout = options.timeout().toNanos();
  }

  /// Runs this on the loop's thread: at once if that is where we are.
  ///
  /// @return false if the loop has been shut down, and nothing runs
  boolean run(Runnable task) {
    if (events.inEventLoop()) {
      task.run();
      return true;
    }
    return runLater(task);
  }

  /// Runs this on the loop's thread, when it has done what it has at hand.
  boolean runLater(Runnable task) {
    try {
      events.execute(task);
      return true;
    } catch (RejectedExecutionException shutDown) {
      return false;
    }
  }

  /// The work on a URL begins.
  void began(Call call) {
    atWork.addLast(call);
    if (!alarmSet) {
      setAlarm(timeout);
    }
  }

  void ended(Call call) {
    atWork.remove(call);
  }

  /// Ends what is at work for this batch.
  void end(Batch batch, Function<UrlFetch, Done> how) {
    List.copyOf(atWork).stream()
        .filter(call -> call.batch().equals(batch))
        .forEach(call -> call.end(how));
  }

  /// One alarm for all: they have the same time-out, so the first to start is the first to pass it.
  private void setAlarm(long nanos) {
    alarmSet = true;
    var _ = events.schedule(this::endOverdue, nanos, TimeUnit.NANOSECONDS);
  }

  private void endOverdue() {
    while (!atWork.isEmpty()) {
      Call eldest = atWork.getFirst();
      long left = timeout - eldest.age();
      if (left > 0) {
        setAlarm(left);
        return;
      }
      eldest.end(UrlFetch::timedOut);
    }
    alarmSet = false;
  }

  /// Runs this after a while, unless what is returned is run before.
  Runnable alarm(Runnable action, Duration after) {
    try {
      var alarm = events.schedule(action, after.toNanos(), TimeUnit.NANOSECONDS);
      return () -> run(() -> alarm.cancel(false));
    } catch (RejectedExecutionException shutDown) {
      return () -> {};
    }
  }

  EventLoop events() {
    return events;
  }

  Connections connections() {
    return connections;
  }

  Future<Outcome> succeeded(Outcome outcome) {
    return events.newSucceededFuture(outcome);
  }

  /// Tells the loop to end when it has run what it was given so far. Idle connections are closed by
  /// ourselves: with a quiet period of zero Netty may forget them.
  void shutdown() {
    run(connections::close);
    var _ = events.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Waits for the end, unless it is the loop itself that closes the fetcher.
  void awaitEnd() {
    if (events.inEventLoop()) {
      return;
    }
    try {
      events.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
