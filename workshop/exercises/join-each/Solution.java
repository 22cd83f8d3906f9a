// One fault in a list of futures: a solution. The exception becomes an outcome where it happens,
// so `join` has nothing to throw.

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
        .thenApply(response -> fetched(index, url, response))
        .exceptionally(e -> failed(index, url, e));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
