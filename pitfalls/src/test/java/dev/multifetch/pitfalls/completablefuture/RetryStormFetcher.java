package dev.multifetch.pitfalls.completablefuture;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.delayedExecutor;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A back-off as in the book: a second, two seconds, four. But a server that breaks down says 503
/// to everybody at the same moment. After a second all of them are back, at the same moment again,
/// and the server breaks down once more.
final class RetryStormFetcher implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  RetryStormFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    for (URI url : urls) {
      long index = outcomes.size();
      outcomes.add(fetchOne(index, url, 1).exceptionally(thrown -> failed(index, url, thrown)));
    }
    outcomes.forEach(outcome -> onOutcome.accept(outcome.join()));
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url, int attempt) {
    Executor later = delayedExecutor(1L << (attempt - 1), TimeUnit.SECONDS);
    return client
        .sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
        .thenCompose(
            response ->
                response.statusCode() == 503 && attempt < options.politeness().attempts()
                    ? completedFuture(url)
                        .thenComposeAsync(again -> fetchOne(index, again, attempt + 1), later)
                    : completedFuture(fetched(index, url, response)));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
