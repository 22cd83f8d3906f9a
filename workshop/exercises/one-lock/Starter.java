// Many threads and one lock.
//
// The class should fetch `options.maxInFlight()` URLs at once, on virtual threads. The server never
// sees more than one request at a time. The author was careful: all threads share one HttpClient,
// so a lock guards it.
// Make the class faster. It keeps its bound, and each fault is still the outcome of its URL.
// You are done when `./multifetch workshop check` says so.

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
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ended = new ExecutorCompletionService<Outcome>(threads);
      long begun = 0;
      long delivered = 0;
      for (URI url : urls) {
        if (begun - delivered == options.maxInFlight()) { // as many as may be at work at once
          onOutcome.accept(ended.take().resultNow()); // the caller waits for the next to end
          delivered++;
        }
        long index = begun++;
        ended.submit(() -> fetchOne(index, url));
      }
      for (; delivered < begun; delivered++) { // the list has ended, and some URLs have not
        onOutcome.accept(ended.take().resultNow());
      }
    }
  }

  private Outcome fetchOne(long index, URI url) throws InterruptedException {
    var request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
    synchronized (client) { // TODO: how long does a thread hold this lock?
      try {
        return fetched(index, url, client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
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
