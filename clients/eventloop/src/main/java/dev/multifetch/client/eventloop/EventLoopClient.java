package dev.multifetch.client.eventloop;

import dev.multifetch.FetchOptions;
import dev.multifetch.Politeness;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Batches;
import dev.multifetch.client.Call;
import dev.multifetch.client.Visits;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.util.function.Consumer;

/// Runs exchanges that hold no thread, for models 04 to 06. The model decides which URLs begin, and
/// what follows an exchange.
public final class EventLoopClient implements AutoCloseable {

  private final int maxInFlight;
  private final int window;
  private final EventLoops loops;
  private final Batches batches;

  /// @param model the name of the model, for recordings
  public EventLoopClient(String model, FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.window = window(options);
    this.loops = new EventLoops(options);
    this.batches = new Batches(model, options);
  }

  /// R05: as many visits may wait as are at work, so that no loop is idle while the caller wakes
  /// up. A visit that waits begins later than the frontier meant. Where that matters, no visit
  /// waits.
  private static int window(FetchOptions options) {
    boolean anyTime = options.politeness().equals(Politeness.NONE);
    long most = anyTime ? 2L * options.maxInFlight() : options.maxInFlight();
    return (int) Math.min(most, Integer.MAX_VALUE);
  }

  /// Begins a batch whose outcomes the calling thread waits for.
  ///
  /// @throws IllegalStateException if this client is closed, or the thread is one of its loops
  public Visits begin(Iterable<URI> urls) {
    loops.checkMayWait();
    return new Visits(batches, urls, window, maxInFlight / 2);
  }

  /// Begins a batch whose outcomes no thread waits for.
  ///
  /// @throws IllegalStateException if this client is closed
  public Batch beginWithoutWaiting() {
    return batches.begin();
  }

  /// Runs one exchange, and calls back on its loop with what the URL needs next.
  ///
  /// @param handover takes the pieces of a body that does not stay in memory
  /// @param then must neither wait nor throw
  public void exchange(Call call, Send send, Handover handover, Consumer<Next> then) {
    loops.exchange(call, send, handover, then);
  }

  /// The same, but a receiver of the model stands between the connection and the call.
  public void exchange(Call call, Send send, Receiver receiver, Consumer<Next> then) {
    loops.exchange(call, send, receiver, then);
  }

  /// R37: ends all URLs that are at work as cancelled, and then the loops.
  @Override
  public void close() {
    batches.close();
    loops.close();
  }
}
