package dev.multifetch.pitfalls.threadpool;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Each worker hands over what it fetched, so that nobody has to wait for a result. Now the
/// caller's code runs on every thread of the pool at once.
final class CallbackFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final FetchOptions options;
  private final HttpClient client;

  CallbackFetcher(FetchOptions options) {
    this.options = options;
    this.client = HttpClient.newBuilder().connectTimeout(options.connectTimeout()).build();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome) {
    try (var executor = Executors.newFixedThreadPool(options.maxInFlight())) {
      long index = 0;
      for (URI url : urls) {
        long next = index++;
        executor.execute(() -> onOutcome.accept(fetchOne(next, url)));
      }
    } // close() waits until all have run
  }

  private Outcome fetchOne(long index, URI url) {
    try {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      int status = response.statusCode();
      return new Fetched(
          index, url, response.uri(), status, Headers.NONE, response.body(), UNKNOWN);
    } catch (IOException | InterruptedException e) {
      return new Failed(index, url, FailureKind.CONNECTION_LOST, e.toString(), UNKNOWN);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
