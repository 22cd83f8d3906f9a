package dev.multifetch.pitfalls.completablefuture;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// A blocking call becomes asynchronous when `supplyAsync` is put around it: so it looks. It has
/// only been moved, to a thread of the common pool, and there it blocks. Without an executor as its
/// second argument this is `parallelStream` in other words, less the calling thread.
final class SupplyAsyncFetcher implements Fetcher {

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    int count = 0;
    for (URI url : urls) {
      long index = count++;
      var _ = CompletableFuture.supplyAsync(() -> fetchOne(index, url)).thenAccept(outcomes::add);
    }
    for (; count > 0; count--) {
      onOutcome.accept(outcomes.take());
    }
  }

  private static Outcome fetchOne(long index, URI url) {
    try (InputStream body = url.toURL().openStream()) { // waits, on a thread of the common pool
      return fetched(index, url, 200, body.readAllBytes());
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {}
}
