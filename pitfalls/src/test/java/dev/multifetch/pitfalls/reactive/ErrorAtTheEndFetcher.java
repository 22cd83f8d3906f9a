package dev.multifetch.pitfalls.reactive;

import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Errors are taken care of, in one place, at the end of the chain. There it is too late: an error
/// is the last thing that a stream says. The first server that hangs up cancels all other
/// exchanges, and the operator makes an orderly end of it, so that nobody misses what is missing.
final class ErrorAtTheEndFetcher implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  ErrorAtTheEndFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    AtomicLong begun = new AtomicLong();
    Flowable.fromIterable(urls)
        .flatMapSingle(url -> fetchOne(begun.getAndIncrement(), url), false, options.maxInFlight())
        .onErrorComplete() // and the other URLs?
        .blockingForEach(onOutcome::accept);
  }

  private Single<Outcome> fetchOne(long index, URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    return Single.fromCompletionStage(client.sendAsync(request, BodyHandlers.ofByteArray()))
        .map(response -> fetched(index, url, response));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
