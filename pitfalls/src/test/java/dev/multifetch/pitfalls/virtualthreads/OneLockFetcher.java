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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Many threads, one client: is it safe to share? To be sure, the method that uses it becomes
/// `synchronized`. (The client is safe by itself, and says so.) The threads are many and virtual,
/// and all but one of them wait at the lock, for as long as an exchange takes.
final class OneLockFetcher implements Fetcher {

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
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

  private synchronized Outcome fetchOne(long index, URI url) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).build();
      return fetched(index, url, client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    client.shutdownNow();
  }
}
