package dev.multifetch.pitfalls.completablefuture;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Bounded now, and in time: `orTimeout` completes the future. Its exchange goes on, on a
/// connection that nobody waits for any more.
final class OrTimeoutFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final FetchOptions options;
  private final HttpClient client;

  OrTimeoutFetcher(FetchOptions options) {
    this.options = options;
    this.client = HttpClient.newBuilder().connectTimeout(options.connectTimeout()).build();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    var outcomes = new LinkedBlockingQueue<Outcome>();
    long begun = 0;
    long delivered = 0;
    for (URI url : urls) {
      var _ = fetchOne(begun++, url).thenAccept(outcomes::add);
      if (begun - delivered == options.maxInFlight()) {
        onOutcome.accept(outcomes.take());
        delivered++;
      }
    }
    for (; delivered < begun; delivered++) {
      onOutcome.accept(outcomes.take());
    }
  }

  private CompletableFuture<Outcome> fetchOne(long index, URI url) {
    return client
        .sendAsync(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray())
        .thenApply(response -> fetched(index, url, response))
        .orTimeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> failed(index, url, failure));
  }

  private static Outcome fetched(long index, URI url, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    return new Fetched(index, url, response.uri(), status, Headers.NONE, response.body(), UNKNOWN);
  }

  private static Outcome failed(long index, URI url, Throwable failure) {
    boolean late = failure instanceof TimeoutException;
    FailureKind kind = late ? FailureKind.TIMED_OUT : FailureKind.CONNECTION_LOST;
    return new Failed(index, url, kind, failure.toString(), UNKNOWN);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
