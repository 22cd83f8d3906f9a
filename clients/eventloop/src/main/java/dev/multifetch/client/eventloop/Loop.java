package dev.multifetch.client.eventloop;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Resolver;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One event loop and the connections that are confined to its thread. The thread waits for any of
/// them to have something to say, and for nothing else.
final class Loop {

  private static final Duration PATIENCE = Duration.ofSeconds(1); // of close(), with the last turn

  private final EventLoop events;
  private final Connections connections;
  private final AtomicInteger exchanges = new AtomicInteger();

  Loop(KernelIo io, FetchOptions options, Resolver resolver, long maxIdle) {
    // On its own and not in a group: a group's end would start Netty's process-wide thread.
    events =
        new SingleThreadIoEventLoop(
            null, new DefaultThreadFactory("multifetch-loop", true), io.handlers());
    connections = new Connections(new Connector(events, io, options, resolver), maxIdle);
  }

  /// Runs this on the loop's thread: at once if that is where we are.
  ///
  /// @return false if the loop has been shut down, and nothing runs
  boolean run(Runnable task) {
    if (events.inEventLoop()) {
      task.run();
      return true;
    }
    return execute(task);
  }

  /// Runs this when the loop has done what it has at hand; if it has been shut down, at once.
  void runLater(Runnable task) {
    if (!execute(task)) {
      task.run();
    }
  }

  /// Runs this when the loop has looked at its sockets once more; if it has been shut down, at
  /// once. A task that a task leaves behind may run before that, one for a time not before.
  void afterReading(Runnable task) {
    try {
      var _ = events.schedule(task, 0, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException shutDown) {
      task.run();
    }
  }

  private boolean execute(Runnable task) {
    try {
      events.execute(task);
      return true;
    } catch (RejectedExecutionException shutDown) {
      return false;
    }
  }

  /// How many exchanges are at work here.
  int exchanges() {
    return exchanges.get();
  }

  void exchangeBegins() {
    exchanges.incrementAndGet();
  }

  void exchangeEnded() {
    exchanges.decrementAndGet();
  }

  /// Whether the calling thread is this loop's.
  boolean isCurrent() {
    return events.inEventLoop();
  }

  Connections connections() {
    return connections;
  }

  /// Tells the loop to end when it has run what it was given so far, the aborts of its exchanges
  /// among it. The loop begins its end by itself: told by another thread, Netty closes connections
  /// first. Idle connections are closed by us: with a quiet period of zero Netty may forget them.
  void shutdown() {
    run(
        () -> {
          connections.close();
          var _ = events.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        });
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
