// How wide is the stream?
//
// The class makes a stream of the URLs, and of each URL a small stream: its outcome.
// `concatMapSingle` puts the small streams one after another. The server never sees more than one
// request at a time, although no thread waits for it.
// Make the class faster: `options.maxInFlight()` URLs are in flight at once, if the list has as
// many. Not more: a slow caller holds back new requests.
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
        .concatMapSingle(url -> fetchOne(begun.getAndIncrement(), url)) // TODO: how many at once?
        .blockingForEach(onOutcome::accept, options.maxInFlight());
  }

  private Single<Outcome> fetchOne(long index, URI url) {
    var request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
    return Single.fromCompletionStage(
            client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
        .map(response -> fetched(index, url, response))
        .onErrorReturn(e -> failed(index, url, e));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
