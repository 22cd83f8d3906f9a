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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// What is costly to make is kept in a `ThreadLocal`, as it was in the days of pools: there a
/// thread came back for the next task and found it. A virtual thread has one task and does not come
/// back. Each finds nothing, makes a client and opens a connection, and uses both once.
final class ThreadLocalClientFetcher implements Fetcher {

  private final Queue<HttpClient> made = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<HttpClient> client = ThreadLocal.withInitial(this::newClient);

  private HttpClient newClient() {
    HttpClient client = HttpClient.newHttpClient();
    made.add(client);
    return client;
  }

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
    try {
      HttpRequest request = HttpRequest.newBuilder(url).build();
      return fetched(index, url, client.get().send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {
    made.forEach(HttpClient::shutdownNow);
  }
}
