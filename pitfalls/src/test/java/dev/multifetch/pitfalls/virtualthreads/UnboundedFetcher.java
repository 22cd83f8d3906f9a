package dev.multifetch.pitfalls.virtualthreads;

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
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Virtual threads are cheap, so every URL gets one at once. The connections behind them are not,
/// and the server is asked for all of them together.
final class UnboundedFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final FetchOptions options;
  private final HttpClient client;

  UnboundedFetcher(FetchOptions options) {
    this.options = options;
    this.client = HttpClient.newBuilder().connectTimeout(options.connectTimeout()).build();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var ended = new ExecutorCompletionService<Outcome>(executor);
      int count = 0;
      for (URI url : urls) {
        long index = count++;
        ended.submit(() -> fetchOne(index, url));
      }
      for (; count > 0; count--) {
        onOutcome.accept(ended.take().resultNow());
      }
    }
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
