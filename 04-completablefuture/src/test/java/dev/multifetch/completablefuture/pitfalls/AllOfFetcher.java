package dev.multifetch.completablefuture.pitfalls;

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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A future for each URL, and one more for all of them together. Nothing holds back the next
/// request, so the server is asked for everything at once, and the first outcome waits for the
/// last.
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
    List<CompletableFuture<Outcome>> all = new ArrayList<>();
    for (URI url : urls) {
      all.add(fetchOne(all.size(), url));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    all.forEach(outcome -> onOutcome.accept(outcome.join()));
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(response -> fetched(index, url, response))
        .exceptionally(
            e -> new Failed(index, url, FailureKind.CONNECTION_LOST, e.toString(), UNKNOWN));
  }

  private static Outcome fetched(long index, URI url, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    return new Fetched(index, url, response.uri(), status, Headers.NONE, response.body(), UNKNOWN);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
