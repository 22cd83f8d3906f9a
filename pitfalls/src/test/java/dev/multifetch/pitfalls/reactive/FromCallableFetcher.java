package dev.multifetch.pitfalls.reactive;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// Every type in sight is reactive, and the bound is the caller's own. But a `Single` says nothing
/// about who waits: here the caller waits, since the caller subscribes, for one URL after another.
final class FromCallableFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final FetchOptions options;
  private final HttpClient client;

  FromCallableFetcher(FetchOptions options) {
    this.options = options;
    this.client = HttpClient.newBuilder().connectTimeout(options.connectTimeout()).build();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    AtomicLong begun = new AtomicLong();
    Flowable.fromIterable(urls)
        .flatMapSingle(url -> fetchOne(begun.getAndIncrement(), url), false, options.maxInFlight())
        .blockingForEach(onOutcome::accept);
  }

  private Single<Outcome> fetchOne(long index, URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
    return Single.fromCallable(() -> client.send(request, BodyHandlers.ofByteArray()))
        .map(response -> fetched(index, url, response))
        .onErrorReturn(
            failure ->
                new Failed(index, url, FailureKind.CONNECTION_LOST, failure.toString(), UNKNOWN));
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
