// Given up, and still at work: a solution. The client itself knows the time-out. When the time is
// over, the client closes the connection and completes the future with an exception.

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
    var outcomes = new LinkedBlockingQueue<Outcome>();
    long begun = 0;
    long delivered = 0;
    for (URI url : urls) {
      if (begun - delivered == options.maxInFlight()) {
        onOutcome.accept(outcomes.take());
        delivered++;
      }
      fetchOne(begun++, url).thenAccept(outcomes::add);
    }
    for (; delivered < begun; delivered++) {
      onOutcome.accept(outcomes.take());
    }
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    var request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(response -> fetched(index, url, response))
        .exceptionally(e -> failed(index, url, e));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
