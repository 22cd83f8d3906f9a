package dev.multifetch.pitfalls.reactive;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// `Schedulers.io()` has as many threads as it takes, so with `subscribeOn` the stream runs on all
/// of them. It runs on one. The operator says where the source is subscribed to, once; everything
/// below follows there, one blocking call after another.
final class SubscribeOnFetcher implements Fetcher {

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    AtomicLong begun = new AtomicLong();
    Flowable.fromIterable(urls)
        .subscribeOn(Schedulers.io())
        .map(url -> fetchOne(begun.getAndIncrement(), url))
        .blockingForEach(onOutcome::accept);
  }

  private static Outcome fetchOne(long index, URI url) {
    try (InputStream body = url.toURL().openStream()) {
      return fetched(index, url, 200, body.readAllBytes());
    } catch (IOException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {}
}
