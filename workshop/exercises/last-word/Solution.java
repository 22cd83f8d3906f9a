// An error is the last word of a stream: a solution. The error becomes an outcome in the small
// stream of its URL. So only that stream ends.

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
        .blockingForEach(onOutcome::accept);
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
