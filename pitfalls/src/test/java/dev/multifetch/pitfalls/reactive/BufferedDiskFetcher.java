package dev.multifetch.pitfalls.reactive;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyWriter;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.reactivestreams.FlowAdapters;

/// The disk is waited for on a thread of its own, and so that nothing is lost meanwhile, there is a
/// buffer in between. It asks for all that there is, and has room for it: the socket is read as
/// fast as the network allows, and what the disk has not taken yet is in memory.
final class BufferedDiskFetcher implements Fetcher {

  private static final byte[] NOTHING = {};

  private final FetchOptions options;
  private final BodyHandler files;
  private final HttpClient client = HttpClient.newHttpClient();

  BufferedDiskFetcher(FetchOptions options) {
    this.options = options;
    this.files = options.bodies().orElseThrow();
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
    return Single.fromCompletionStage(client.sendAsync(request, BodyHandlers.ofPublisher()))
        .flatMap(response -> written(index, response))
        .onErrorReturn(failure -> failed(index, url, failure));
  }

  private Single<Outcome> written(
      long index, HttpResponse<Flow.Publisher<List<ByteBuffer>>> response) throws IOException {
    URI url = response.uri();
    int status = response.statusCode();
    BodyWriter file = files.open(new BodyHandler.Response(index, url, url, status, Headers.NONE));
    return Flowable.fromPublisher(FlowAdapters.toPublisher(response.body()))
        .onBackpressureBuffer() // so that nothing is lost
        .observeOn(Schedulers.io()) // which may wait
        .concatMapIterable(pieces -> pieces)
        .doOnNext(file::write)
        .doOnComplete(file::finish)
        .ignoreElements()
        .toSingle(() -> fetched(index, url, status, NOTHING));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
