package dev.multifetch.pitfalls.reactive;

import static dev.multifetch.conformance.Testimony.failed;
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

/// The caller's code is one more step of the stream, and the caller waits for the end. But a step
/// runs on whatever thread brought the item, and no `observeOn` says otherwise: the caller's lists,
/// transactions and thread-locals are used by the client's threads while the caller's own waits.
final class DoOnNextFetcher implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  DoOnNextFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    AtomicLong begun = new AtomicLong();
    Flowable.fromIterable(urls)
        .flatMapSingle(url -> fetchOne(begun.getAndIncrement(), url), false, options.maxInFlight())
        .doOnNext(onOutcome::accept) // on which thread?
        .ignoreElements()
        .blockingAwait();
  }

  private Single<Outcome> fetchOne(long index, URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    return Single.fromCompletionStage(client.sendAsync(request, BodyHandlers.ofByteArray()))
        .map(response -> fetched(index, url, response))
        .onErrorReturn(failure -> failed(index, url, failure));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
