// Whose thread runs the caller's code? A solution: the threads of the pool put each outcome into a
// queue, and the calling thread takes it from there.

import static dev.multifetch.conformance.Testimony.*;

import module java.base;
import module java.net.http;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;

final class Exercise implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  Exercise(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var pool = Executors.newFixedThreadPool(options.maxInFlight())) {
      var ended = new ExecutorCompletionService<Outcome>(pool);
      int count = 0;
      for (URI url : urls) {
        int index = count++;
        ended.submit(() -> fetchOne(index, url)); // a thread of the pool waits for the server
      }
      for (; count > 0; count--) {
        onOutcome.accept(ended.take().resultNow()); // the caller waits for the next to end
      }
    }
  }

  private Outcome fetchOne(long index, URI url) {
    try {
      var request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
      return fetched(index, url, client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException | InterruptedException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
