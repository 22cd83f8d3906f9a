package dev.multifetch.pitfalls.threadpool;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Each host has a semaphore, and each task acquires its host's. No host gets more than its share.
/// But a list is often sorted by host: then all threads of the pool have a URL of the first one.
/// One of them fetches, the others wait for it, and no other host is asked for anything.
final class HostLimitInsideFetcher implements Fetcher {

  private final FetchOptions options;
  private final ExecutorService pool;
  private final Map<String, Semaphore> shares = new ConcurrentHashMap<>();
  private final HttpClient client = HttpClient.newHttpClient();

  HostLimitInsideFetcher(FetchOptions options) {
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
    Semaphore share =
        shares.computeIfAbsent(
            url.getAuthority(), _ -> new Semaphore(options.politeness().perOrigin()));
    share.acquire(); // the thread waits here, and could fetch from another host
    try {
      HttpRequest request = HttpRequest.newBuilder(url).build();
      return fetched(index, url, client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return failed(index, url, e);
    } finally {
      share.release();
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
    client.shutdownNow();
  }
}
