package dev.multifetch.pitfalls.completablefuture;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A future for each URL, and then all of them. No thread waits, so nothing holds back: the server
/// is asked for the whole list, and the caller sees nothing before the slowest has ended.
final class AllOfFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final FetchOptions options;
  private final HttpClient client;

  AllOfFetcher(FetchOptions options) {
    this.options = options;
    this.client = HttpClient.newBuilder().connectTimeout(options.connectTimeout()).build();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    List<CompletableFuture<Outcome>> futures = new ArrayList<>();
    for (URI url : urls) {
      futures.add(fetchOne(futures.size(), url)); // returns at once, every time
    }
    CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new)).join();
    for (CompletableFuture<Outcome> ended : futures) {
      onOutcome.accept(ended.resultNow());
    }
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .<Outcome>thenApply(
            response ->
                new Fetched(
                    index,
                    url,
                    response.uri(),
                    response.statusCode(),
                    Headers.NONE,
                    response.body(),
                    UNKNOWN))
        .exceptionally(
            failure ->
                new Failed(index, url, FailureKind.CONNECTION_LOST, failure.toString(), UNKNOWN));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
