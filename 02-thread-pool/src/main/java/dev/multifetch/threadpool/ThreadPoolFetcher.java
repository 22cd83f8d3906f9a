package dev.multifetch.threadpool;

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

/// The same blocking exchange on a fixed pool of `maxInFlight` threads. A thread of the pool waits
/// for each exchange, the caller for whichever ends first; the end of `fetchEach` ends them all.
final class ThreadPoolFetcher implements Fetcher {

  private final int maxInFlight;
  private final BlockingClient client;

  ThreadPoolFetcher(Library library, FetchOptions options) {
    this.maxInFlight = options.maxInFlight();
    this.client = new BlockingClient(library, options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var executor = Executors.newFixedThreadPool(maxInFlight);
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
        next = client.exchange(call, send); // waits here, on a thread of the pool
      }
      return ((Done) next).outcome();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
