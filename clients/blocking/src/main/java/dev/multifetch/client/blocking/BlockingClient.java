package dev.multifetch.client.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Batches;
import dev.multifetch.client.Call;
import dev.multifetch.client.Visits;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;

/// Runs exchanges that hold the calling thread, for models 01 to 03. It starts no threads itself:
/// the model decides which thread waits for an exchange.
public final class BlockingClient implements AutoCloseable {

  private final int maxInFlight;
  private final Transport transport;
  private final Batches batches;

  /// @param model the name of the model, for recordings
  public BlockingClient(String model, Library library, FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.transport = library.open(options);
    this.batches = new Batches(model + library.suffix(), options);
  }

  /// Begins a batch; its deadline counts from here.
  ///
  /// @throws IllegalStateException if this client is closed
  public Visits begin(Iterable<URI> urls) {
    return new Visits(batches, urls, maxInFlight, maxInFlight / 2);
  }

  /// Runs one exchange on the calling thread, and returns what the URL needs next. The thread waits
  /// until the server answers, or until another thread ends the call.
  public Next exchange(Call call, Send send) {
    if (call.orElse(send) instanceof Done done) {
      return done; // after the work has ended, no redirect or retry begins
    }
    try {
      return transport.exchange(call, send);
    } catch (Throwable defect) { // a defect of a library or of the JVM ends this URL, not the batch
      return call.failed(defect, false);
    }
  }

  /// R37: the URLs at work end as cancelled, and the threads that wait for them go on.
  @Override
  public void close() {
    batches.close();
    transport.close();
  }
}
