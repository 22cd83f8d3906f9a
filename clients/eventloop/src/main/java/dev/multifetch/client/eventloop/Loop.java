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

/// One event loop and its connections, which only its thread uses. The thread waits until any of
/// them has something to read or is ready for more, and it waits for nothing else.
final class Loop {

  private static final Duration PATIENCE = Duration.ofSeconds(1); // of close(), with the last turn

  private final EventLoop events;
  private final Connections connections;
  private final AtomicInteger exchanges = new AtomicInteger();

  Loop(KernelIo io, FetchOptions options, Resolver resolver, long maxIdle) {
    // Alone and in no group: the end of a group would start a thread of Netty for the whole
    // process.
    events =
        new SingleThreadIoEventLoop(
            null, new DefaultThreadFactory("multifetch-loop", true), io.handlers());
    connections = new Connections(new Connector(events, io, options, resolver), maxIdle);
  }

  /// Runs this on the loop's thread, at once if that is the calling thread.
  ///
  /// @return false if the loop has been shut down, and nothing runs
  boolean run(Runnable task) {
    if (events.inEventLoop()) {
      task.run();
      return true;
    }
    return execute(task);
  }

  /// Runs this after the current task of the loop. If the loop has been shut down, it runs at once.
  void runLater(Runnable task) {
    if (!execute(task)) {
      task.run();
    }
  }

  /// Runs this after the loop has looked at its sockets once more. If the loop has been shut down,
  /// it runs at once. A plain task that a task adds may run before the sockets are read; a
  /// scheduled task runs after that.
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

  /// Tells the loop to end after the tasks that it has so far, such as aborts of its exchanges. A
  /// task of the loop begins the end: if another thread began it, Netty would close connections
  /// first. That task also closes the idle connections: with a quiet period of zero Netty may
  /// forget them.
  void shutdown() {
    execute(
        () -> {
          try {
            connections.close();
          } finally {
            var _ = events.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
          }
        });
  }

  /// Waits for the end, unless the loop's own thread closes the fetcher.
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
