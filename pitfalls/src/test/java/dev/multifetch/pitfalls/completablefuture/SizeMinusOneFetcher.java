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

/// The index of the future that is being added is `size() - 1`: so it was when this was a loop. But
/// a callback runs when the response is there, and by then the list has grown. Nearly every outcome
/// says that it is the last one, and each run says it a little differently.
final class SizeMinusOneFetcher implements Fetcher {

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    List<CompletableFuture<Outcome>> futures = new ArrayList<>();
    for (URI url : urls) {
      HttpRequest request = HttpRequest.newBuilder(url).build();
      futures.add(
          client
              .sendAsync(request, BodyHandlers.ofByteArray())
              .thenApply(response -> fetched(futures.size() - 1, url, response)) // asked later
              .exceptionally(failure -> failed(futures.size() - 1, url, failure)));
    }
    futures.forEach(future -> onOutcome.accept(future.join()));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
