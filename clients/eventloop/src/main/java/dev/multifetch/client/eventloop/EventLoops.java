package dev.multifetch.client.eventloop;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.Resolver;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A few event loops that run exchanges, at most one for each processor. No thread waits for an
/// exchange: its loop calls back. A caller that does wait must not be one of these loops.
public final class EventLoops implements AutoCloseable {

  private static final String JFR_EVENTS = "io.netty.jfr.enabled";

  static {
    // Without this Netty loads Flight Recorder at its first buffer, for events that nobody records.
    // A command that fetches a few URLs would pay for it each time.
    System.setProperty(JFR_EVENTS, System.getProperty(JFR_EVENTS, "false"));
  }

  final List<Loop> loops;

  public EventLoops(FetchOptions options) {
    int size = Math.min(Runtime.getRuntime().availableProcessors(), options.maxInFlight());
    KernelIo io = KernelIo.chosen();
    Resolver resolver = new Resolver(options);
    long maxIdle = Math.ceilDiv(2L * options.maxInFlight(), size); // two batches at once, per loop
    loops =
        IntStream.range(0, size).mapToObj(_ -> new Loop(io, options, resolver, maxIdle)).toList();
  }

  /// Runs one exchange, and passes what comes to `call`.
  ///
  /// @param handover takes the pieces of a body that does not stay in memory
  /// @param then receives what the URL needs next, exactly once: on a loop, or on the calling
  ///   thread if these loops are closed. It must neither wait nor throw
  public void exchange(Call call, Send send, Handover handover, Consumer<Next> then) {
    exchange(call, send, new HandedOver(call, handover), then);
  }

  /// Runs one exchange, with a receiver between the connection and the call.
  ///
  /// @param receiver receives what comes, on a loop
  /// @param then as above
  public void exchange(Call call, Send send, Receiver receiver, Consumer<Next> then) {
    Exchange exchange;
    try {
      exchange = new Exchange(loopFor(send.request().origin()), call, send, receiver, then);
    } catch (Throwable defect) { // such as OutOfMemoryError (R45)
      then.accept(call.failed(defect, false));
      return;
    }
    exchange.start();
  }

  /// The loop with the least to do. Among equals it is the calling loop, or else always the same
  /// loop for an origin. So one URL after another finds the connection of the URL before it (R40).
  private Loop loopFor(Origin origin) {
    Loop best = usual(origin);
    for (Loop loop : loops) {
      if (loop.exchanges() < best.exchanges()) {
        best = loop;
      }
    }
    return best;
  }

  private Loop usual(Origin origin) {
    for (Loop loop : loops) {
      if (loop.isCurrent()) {
        return loop;
      }
    }
    return loops.get(Math.floorMod(origin.hashCode(), loops.size()));
  }

  /// A thread calls this before it waits for these loops.
  ///
  /// @throws IllegalStateException if the thread is one of these loops, and would wait for itself
  void checkMayWait() {
    if (loops.stream().anyMatch(Loop::isCurrent)) {
      throw new IllegalStateException(
          "an event loop must not wait for itself: call this from another thread");
    }
  }

  /// Ends the loops with all their connections. End the exchanges before this.
  @Override
  public void close() {
    loops.forEach(Loop::shutdown);
    loops.forEach(Loop::awaitEnd);
  }
}
