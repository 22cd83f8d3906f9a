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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The operator `timeout` unsubscribes from what is late, and in a stream that means: stop. A
/// future is not a stream. `fromCompletionStage` has no way to stop one, so the subscription ends
/// and the exchange does not.
final class TimeoutFetcher implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  TimeoutFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    AtomicLong begun = new AtomicLong();
    Flowable.fromIterable(urls)
        .flatMapSingle(url -> fetchOne(begun.getAndIncrement(), url), false, options.maxInFlight())
        .blockingForEach(onOutcome::accept);
  }

  private Single<Outcome> fetchOne(long index, URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).build();
    return Single.fromCompletionStage(client.sendAsync(request, BodyHandlers.ofByteArray()))
        .timeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS) // and the exchange?
        .map(response -> fetched(index, url, response))
        .onErrorReturn(failure -> failed(index, url, failure));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
