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

/// `try (executor)` is how it is shown everywhere, and it is tidy: no thread outlives the block.
/// When the caller's code throws inside it, though, the exception cannot leave before every thread
/// has ended: `close` waits, and stops nobody. The caller who has had enough gets the slowest
/// server.
final class ClosingBlockFetcher implements Fetcher {

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
        onOutcome.accept(ended.take().resultNow()); // may throw
      }
    } // waits here for all that are at work
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
