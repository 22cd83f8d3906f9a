package dev.multifetch.client.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Batches;
import dev.multifetch.client.Call;
import dev.multifetch.client.Visits;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;

/// Exchanges that hold the calling thread, for models 01 to 03. It starts none by itself; which
/// thread waits for one is the model's business.
public final class BlockingClient implements AutoCloseable {

  private final int maxInFlight;
  private final Transport transport;
  private final Batches batches;

  public BlockingClient(Library library, FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.transport = library.open(options);
    this.batches = new Batches(options);
  }

  /// Begins a batch; its deadline counts from here.
  ///
  /// @throws IllegalStateException if this client is closed
  public Visits begin(Iterable<URI> urls) {
    return new Visits(batches, urls, maxInFlight, maxInFlight / 2);
  }

  /// Runs one exchange on the calling thread, and returns what the URL needs next. The server ends
  /// the wait, or the end of the call.
  public Next exchange(Call call, Send send) {
    if (call.orElse(send) instanceof Done done) {
      return done; // a redirect or a retry does not begin once the work has been ended
    }
    try {
      return transport.exchange(call, send);
    } catch (Throwable defect) { // of a library, or the JVM's: this URL's outcome, not the batch's
      return call.failed(defect, false);
    }
  }

  /// R37: what is at work ends as cancelled, and the threads that wait for it go on.
  @Override
  public void close() {
    batches.close();
    transport.close();
  }
}
