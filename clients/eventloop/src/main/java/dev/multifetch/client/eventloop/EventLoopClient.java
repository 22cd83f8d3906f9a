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

/// Exchanges that hold no thread, for models 04 to 06. It starts none by itself; how URLs begin and
/// what follows an exchange is the model's business.
public final class EventLoopClient implements AutoCloseable {

  private final int maxInFlight;
  private final int window;
  private final EventLoops loops;
  private final Batches batches;

  public EventLoopClient(FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.window = window(options);
    this.loops = new EventLoops(options);
    this.batches = new Batches(options);
  }

  /// R05: as many wait as are at work, so that no loop is idle until the caller has been woken.
  /// What waits would begin later than the frontier allows it to, so where that matters none waits.
  private static int window(FetchOptions options) {
    boolean anyTime = options.politeness().equals(Politeness.NONE);
    long most = anyTime ? 2L * options.maxInFlight() : options.maxInFlight();
    return (int) Math.min(most, Integer.MAX_VALUE);
  }

  /// Begins a batch whose outcomes the calling thread is going to wait for.
  ///
  /// @throws IllegalStateException if this client is closed, or the thread is one of its loops
  public Visits begin(Iterable<URI> urls) {
    loops.checkMayWait();
    return new Visits(batches, urls, window, maxInFlight / 2);
  }

  /// Begins a batch whose outcomes are signalled.
  ///
  /// @throws IllegalStateException if this client is closed
  public Batch beginWithoutWaiting() {
    return batches.begin();
  }

  /// Runs one exchange, and calls back on its loop with what the URL needs next.
  ///
  /// @param handover for a body that is written elsewhere than to memory
  /// @param then must neither wait nor throw
  public void exchange(Call call, Send send, Handover handover, Consumer<Next> then) {
    loops.exchange(call, send, handover, then);
  }

  /// The same, with a receiver of the model's between the connection and the call.
  public void exchange(Call call, Send send, Receiver receiver, Consumer<Next> then) {
    loops.exchange(call, send, receiver, then);
  }

  /// R37: what is at work ends as cancelled, and then the loops end.
  @Override
  public void close() {
    batches.close();
    loops.close();
  }
}
