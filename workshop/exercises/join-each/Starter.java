// One fault in a list of futures.
//
// The class starts all URLs: each gives a future. Then it joins the futures, one after another. If
// a server closes its connection too early, its future completes with an exception. `join` throws
// that exception, `fetchEach` ends with it, and all other outcomes are lost.
// Change `fetchOne`: the future of a URL always completes with an outcome. An exception becomes
// one with `failed(index, url, exception)`.
// You are done when `./multifetch workshop check` says so.

import static dev.multifetch.conformance.Testimony.*;

import module java.base;
import module java.net.http;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;

final class Exercise implements Fetcher {

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    List<CompletableFuture<Outcome>> futures = new ArrayList<>();
    for (URI url : urls) {
      futures.add(fetchOne(futures.size(), url));
    }
    for (var future : futures) {
      onOutcome.accept(future.join()); // waits for this URL
    }
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    var request = HttpRequest.newBuilder(url).build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(response -> fetched(index, url, response)); // TODO: and if there is none?
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
