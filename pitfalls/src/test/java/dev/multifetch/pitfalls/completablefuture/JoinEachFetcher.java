package dev.multifetch.pitfalls.completablefuture;

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

/// A list of futures, and `join` for each: it compiles without a catch clause, so nothing seems to
/// be missing. The first server that hangs up is then the end of the whole list, by an exception
/// that does not even say which URL it was.
final class JoinEachFetcher implements Fetcher {

  private final HttpClient client = HttpClient.newHttpClient();

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    List<CompletableFuture<Outcome>> futures = new ArrayList<>();
    for (URI url : urls) {
      futures.add(fetchOne(futures.size(), url));
    }
    for (CompletableFuture<Outcome> future : futures) {
      onOutcome.accept(future.join()); // throws, unchecked
    }
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(response -> fetched(index, url, response));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
