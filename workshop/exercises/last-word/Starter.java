// An error is the last word of a stream.
//
// The class makes a stream of the URLs, and of each URL a small stream: its outcome. At the end of
// the chain, one line takes care of all errors. If a server closes its connection too early, the
// whole stream ends there. It ends in good order, so nobody notices that outcomes are missing.
// Change the class: a fault is the outcome of its own URL, `failed(index, url, exception)`.
// You are done when `./multifetch workshop check` says so.

import static dev.multifetch.conformance.Testimony.*;

import module java.base;
import module java.net.http;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;

final class Exercise implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  Exercise(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    var begun = new AtomicLong();
    Flowable.fromIterable(urls)
        .flatMapSingle(url -> fetchOne(begun.getAndIncrement(), url), false, options.maxInFlight())
        .onErrorComplete() // TODO: which stream has ended when this line hears of an error?
        .blockingForEach(onOutcome::accept);
  }

  private Single<Outcome> fetchOne(long index, URI url) {
    var request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
    return Single.fromCompletionStage(
            client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
        .map(response -> fetched(index, url, response));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
