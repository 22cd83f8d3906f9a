package dev.multifetch.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.client.Batch;
import dev.multifetch.client.Call;
import dev.multifetch.client.blocking.BlockingClient;
import dev.multifetch.client.blocking.Library;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.Step.Send;
import java.net.URI;
import java.util.function.Consumer;

/// One URL after another on the calling thread. The caller itself waits for each exchange, which
/// the URL's `timeout` bounds; nothing is ever in flight but one.
final class BlockingFetcher implements Fetcher {

  private final BlockingClient client;

  BlockingFetcher(Library library, FetchOptions options) {
    this.client = new BlockingClient(library, options);
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (Batch batch = client.begin()) {
      long begun = 0;
      for (URI url : urls) {
        throwIfInterrupted();
        Outcome outcome = fetchOne(batch, begun++, url);
        throwIfInterrupted(); // R36: a blocking read does not notice, so here is the earliest
        onOutcome.accept(outcome);
      }
    }
  }

  private Outcome fetchOne(Batch batch, long index, URI url) {
    try (Call call = batch.begin(index, url)) {
      Next next = call.start();
      while (next instanceof Send send) {
        next = client.exchange(call, send); // waits here, on the calling thread
      }
      return ((Done) next).outcome();
    }
  }

  private static void throwIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
