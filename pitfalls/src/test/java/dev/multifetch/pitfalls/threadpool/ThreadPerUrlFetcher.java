package dev.multifetch.pitfalls.threadpool;

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

/// "Cached" sounds thrifty, and the pool needs no number. It caches threads that are idle; where
/// none is, it starts another, and there is no end to that. A long list is as many threads of the
/// operating system, each with a stack, and as many connections to one server.
final class ThreadPerUrlFetcher implements Fetcher {

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var executor = Executors.newCachedThreadPool()) {
      var ended = new ExecutorCompletionService<Outcome>(executor);
      int count = 0;
      for (URI url : urls) {
        long index = count++;
        ended.submit(() -> fetchOne(index, url)); // a thread for it, whatever comes
      }
      for (; count > 0; count--) {
        onOutcome.accept(ended.take().resultNow());
      }
    }
  }

  private Outcome fetchOne(long index, URI url) throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).build();
      return fetched(index, url, client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
