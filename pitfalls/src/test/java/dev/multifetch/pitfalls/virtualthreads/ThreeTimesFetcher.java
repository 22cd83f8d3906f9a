package dev.multifetch.pitfalls.virtualthreads;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// To sleep costs nothing on a virtual thread, so whatever fails is tried three times, with a
/// pause. Did the server see the request the first time? A connection that was refused says no; one
/// that died under a request says nothing. It may have been served, and now it is served again.
/// (Six times in all: `HttpURLConnection` sends a GET that died twice, by itself and without a
/// word.)
final class ThreeTimesFetcher implements Fetcher {

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

  private static Outcome fetchOne(long index, URI url) throws InterruptedException {
    for (int attempt = 1; true; attempt++) {
      try (InputStream body = url.toURL().openStream()) {
        return fetched(index, url, 200, body.readAllBytes());
      } catch (IOException e) { // of whatever kind
        if (attempt == 3) {
          return failed(index, url, e);
        }
        Thread.sleep(10L * attempt);
      }
    }
  }

  @Override
  public void close() {}
}
