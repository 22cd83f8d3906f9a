package dev.multifetch.virtualthreads;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.client.OutcomeQueue;
import dev.multifetch.client.blocking.BlockingClient;
import dev.multifetch.client.blocking.Library;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// A virtual thread for each URL. It waits for its exchange, the caller for whichever ends first;
/// `maxInFlight` bounds how many there are, and the end of `fetchEach` ends them all.
final class VirtualThreadFetcher implements Fetcher {

  private final int maxInFlight;
  private final BlockingClient client;

  VirtualThreadFetcher(Library library, FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.client = new BlockingClient(library, options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor();
        Batch batch = client.begin()) {
      var outcomes =
          new ExecutorCompletionService<Outcome>(executor, new OutcomeQueue<>(maxInFlight / 2));
      long begun = 0;
      long delivered = 0;
      for (URI url : urls) {
        requireNonNull(url, "a URL"); // here, where the caller hears of it
        long index = begun++;
        outcomes.submit(() -> fetchOne(batch, index, url));
        boolean full = begun - delivered == maxInFlight; // R05: then one must end before one begins
        var next = full ? outcomes.take() : outcomes.poll();
        for (; next != null; next = outcomes.poll()) {
          if (Thread.interrupted()) { // R36: there may always be another outcome
            throw new InterruptedException();
          }
          onOutcome.accept(next.resultNow());
          delivered++;
        }
      }
      for (; delivered < begun; delivered++) {
        onOutcome.accept(outcomes.take().resultNow());
      }
    }
  }

  private Outcome fetchOne(Batch batch, long index, URI url) {
    try (Call call = batch.begin(index, url)) {
      Next next = call.start();
      while (next instanceof Send send) {
        next = client.exchange(call, send); // waits here, on the virtual thread of this URL
      }
      return ((Done) next).outcome();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
