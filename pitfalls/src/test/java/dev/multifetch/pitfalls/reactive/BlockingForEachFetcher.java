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

/// The number is there and it is the caller's, so the server is safe: no more than that are at
/// work. Between `flatMap` and the caller stands `blockingForEach`, with a buffer of its own for
/// 128. While the caller is busy with the first outcome, 128 more are fetched for it to come back
/// to.
final class BlockingForEachFetcher implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  BlockingForEachFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    AtomicLong begun = new AtomicLong();
    Flowable.fromIterable(urls)
        .flatMapSingle(url -> fetchOne(begun.getAndIncrement(), url), false, options.maxInFlight())
        .blockingForEach(onOutcome::accept); // asks for 128 before it takes one
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
