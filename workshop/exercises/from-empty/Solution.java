// A fetcher from an empty class: a solution. It has a virtual thread for each URL, and the calling
// thread waits for the next to end. The next step is 03-virtual-threads: it keeps the other rules.

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
      try {
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
      } finally {
        threads.shutdownNow(); // interrupts what is still at work, such as after an exception
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
