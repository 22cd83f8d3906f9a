package dev.multifetch.pitfalls.reactive;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// One word, `retry(2)`, and the network seems to have become reliable. The operator subscribes
/// again after any error at all. It cannot know whether the server has seen the request, whether it
/// will ever answer, or what it was asked to do; who writes it must.
final class RetryFetcher implements Fetcher {

  private final FetchOptions options;

  RetryFetcher(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    AtomicLong begun = new AtomicLong();
    Flowable.fromIterable(urls)
        .flatMapSingle(url -> fetchOne(begun.getAndIncrement(), url), false, options.maxInFlight())
        .blockingForEach(onOutcome::accept);
  }

  private static Single<Outcome> fetchOne(long index, URI url) {
    return Single.fromCallable(() -> read(url))
        .map(body -> fetched(index, url, 200, body))
        .retry(2) // of whatever
        .onErrorReturn(failure -> failed(index, url, failure));
  }

  private static byte[] read(URI url) throws IOException {
    try (InputStream body = url.toURL().openStream()) {
      return body.readAllBytes();
    }
  }

  @Override
  public void close() {}
}
