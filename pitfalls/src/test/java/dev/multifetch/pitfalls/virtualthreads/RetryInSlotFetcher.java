package dev.multifetch.pitfalls.virtualthreads;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// A server that is busy is left alone for as long as it asks, and to sleep costs a virtual thread
/// nothing. It costs the list a place, though: the permit is held all the while. When one server of
/// a list is busy, its URLs soon hold all permits, asleep, and the others are not fetched.
final class RetryInSlotFetcher implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  RetryInSlotFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    Semaphore permits = new Semaphore(options.maxInFlight());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var ended = new ExecutorCompletionService<Outcome>(executor);
      int count = 0;
      for (URI url : urls) {
        permits.acquire();
        long index = count++;
        ended.submit(() -> fetchOne(permits, index, url));
      }
      for (; count > 0; count--) {
        onOutcome.accept(ended.take().resultNow());
      }
    }
  }

  private Outcome fetchOne(Semaphore permits, long index, URI url) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).build();
      for (int attempt = 1; true; attempt++) {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 503 || attempt == options.politeness().attempts()) {
          return fetched(index, url, response);
        }
        Thread.sleep(retryAfter(response)); // with the permit in its hands
      }
    } catch (IOException e) {
      return failed(index, url, e);
    } finally {
      permits.release();
    }
  }

  private static Duration retryAfter(HttpResponse<?> response) {
    return Duration.ofSeconds(response.headers().firstValueAsLong("Retry-After").orElse(1));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
