package dev.multifetch.pitfalls.completablefuture;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Whatever goes wrong ends in `exceptionally`. Whatever goes wrong *in the future*, that is. What
/// throws before there is one, such as a request for a scheme that the client does not know, throws
/// at the caller, and one line of the list takes all others with it.
final class BeforeTheFutureFetcher implements Fetcher {

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    List<CompletableFuture<Outcome>> futures = new ArrayList<>();
    for (URI url : urls) {
      futures.add(fetchOne(futures.size(), url));
    }
    futures.forEach(future -> onOutcome.accept(future.join()));
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).build(); // throws here already
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(response -> fetched(index, url, response))
        .exceptionally(failure -> failed(index, url, failure));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
