// Whose thread runs the caller's code?
//
// The class fetches URLs with a pool of threads. Each thread hands its outcome to the caller's
// code, `onOutcome`. So the caller's code runs on all threads of the pool, several times at once.
// The caller knows nothing of these threads. If it counts or prints, its numbers are wrong.
// Change `fetchEach`: only the thread that has called it calls `onOutcome`, one outcome at a time.
// An outcome is handed over as soon as it is there, and not after the last URL.
// You are done when `./multifetch workshop check` says so.

import static dev.multifetch.conformance.Testimony.*;

import module java.base;
import module java.net.http;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;

final class Exercise implements Fetcher {

  private final FetchOptions options;
  private final HttpClient client = HttpClient.newHttpClient();

  Exercise(FetchOptions options) {
    this.options = options;
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    try (var pool = Executors.newFixedThreadPool(options.maxInFlight())) {
      int count = 0;
      for (URI url : urls) {
        int index = count++;
        pool.execute(() -> onOutcome.accept(fetchOne(index, url))); // TODO: on which thread?
      }
    } // the end of the block waits for the last URL
  }

  private Outcome fetchOne(long index, URI url) {
    try {
      var request = HttpRequest.newBuilder(url).timeout(options.timeout()).build();
      return fetched(index, url, client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException | InterruptedException e) {
      return failed(index, url, e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
