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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// A task for each URL, all of them given to the pool, and then the results. The pool bounds the
/// threads, and nothing bounds the list.
final class InvokeAllFetcher implements Fetcher {

  private static final Timing UNKNOWN = new Timing(0, Timing.NEVER, 0);

  private final FetchOptions options;
  private final HttpClient client;

  InvokeAllFetcher(FetchOptions options) {
    this.options = options;
    this.client = HttpClient.newBuilder().connectTimeout(options.connectTimeout()).build();
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    List<Callable<Outcome>> tasks = new ArrayList<>();
    for (URI url : urls) {
      long index = tasks.size();
      tasks.add(() -> fetchOne(index, url));
    }
    try (var executor = Executors.newFixedThreadPool(options.maxInFlight())) {
      for (Future<Outcome> ended : executor.invokeAll(tasks)) { // waits for the last of them
        onOutcome.accept(ended.resultNow());
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
