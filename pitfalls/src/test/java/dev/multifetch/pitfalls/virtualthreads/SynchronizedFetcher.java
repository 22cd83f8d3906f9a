package dev.multifetch.pitfalls.virtualthreads;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// No pitfall, though many a page says so: "a virtual thread that waits inside `synchronized` pins
/// its carrier, so replace every one by a `ReentrantLock`". That was true up to JDK 23. Since JDK
/// 24 (JEP 491) a thread that holds a monitor gives up its carrier like any other. Here every
/// thread holds a monitor of its own for as long as its exchange takes.
final class SynchronizedFetcher implements Fetcher {

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var ended = new ExecutorCompletionService<Outcome>(executor);
      int count = 0;
      for (URI url : urls) {
        long index = count++;
        ended.submit(() -> fetchOne(index, url));
      }
      for (; count > 0; count--) {
        onOutcome.accept(ended.take().resultNow());
      }
    }
  }

  private Outcome fetchOne(long index, URI url) throws InterruptedException {
    Object monitor = new Object();
    synchronized (monitor) {
      try {
        HttpRequest request = HttpRequest.newBuilder(url).build();
        return fetched(index, url, client.send(request, BodyHandlers.ofByteArray())); // waits
      } catch (IOException e) {
        return failed(index, url, e);
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
