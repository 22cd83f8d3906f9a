// Virtual threads need a bound.
//
// The class gives each URL a virtual thread of its own. A virtual thread costs little, so the
// class starts one for every URL of the list at once. A connection costs more: the server gets
// all requests at once, and outcomes pile up while the caller works on the first one.
// Bound it: at most `options.maxInFlight()` URLs have begun and are not yet handed over. The
// calling thread starts the next URL after it has handed over an outcome. `ended.take()` waits for
// the next task that ends. The check allows twice as many requests: 8, if `maxInFlight` is 4.
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
        long index = begun++;
        ended.submit(() -> fetchOne(index, url)); // TODO: who stops this loop when it is too fast?
      }
      for (; delivered < begun; delivered++) {
        onOutcome.accept(ended.take().resultNow()); // the caller waits for the next to end
      }
    }
  }

  private Outcome fetchOne(long index, URI url) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
      return fetched(index, url, client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
