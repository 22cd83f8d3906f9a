package dev.multifetch.pitfalls.threadpool;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// A task that is to have a time-out runs its exchange as a task of its own, and waits for it with
/// `get(timeout)`. There is a pool already, so both run there. It works for one URL, and for a few.
/// With more of them, every thread has a task that waits, and none is left for what they wait for.
final class SharedPoolFetcher implements Fetcher {

  private final FetchOptions options;
  private final ExecutorService pool;
  private final HttpClient client = HttpClient.newHttpClient();

  SharedPoolFetcher(FetchOptions options) {
    this.options = options;
    this.pool = Executors.newFixedThreadPool(options.maxInFlight());
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    var ended = new ExecutorCompletionService<Outcome>(pool);
    int count = 0;
    for (URI url : urls) {
      long index = count++;
      ended.submit(() -> fetchOne(index, url));
    }
    for (; count > 0; count--) {
      onOutcome.accept(ended.take().resultNow());
    }
  }

  private Outcome fetchOne(long index, URI url) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    Future<HttpResponse<byte[]>> exchange =
        pool.submit(() -> client.send(request, BodyHandlers.ofByteArray()));
    try {
      long millis = options.timeout().toMillis();
      return fetched(index, url, exchange.get(millis, TimeUnit.MILLISECONDS)); // on the same pool
    } catch (ExecutionException | TimeoutException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
    client.shutdownNow();
  }
}
