// Given up, and still at work.
//
// The class fetches URLs with futures. If a server is silent for too long, its URL has the outcome
// TIMED_OUT, in time. The caller is content, and the server is not: the connection is still open,
// and the server goes on with a request whose answer nobody reads.
// Find out why, and change the class: after a time-out, the connection is closed.
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
    var request = HttpRequest.newBuilder(url).build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(response -> fetched(index, url, response))
        .orTimeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(e -> failed(index, url, e));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
