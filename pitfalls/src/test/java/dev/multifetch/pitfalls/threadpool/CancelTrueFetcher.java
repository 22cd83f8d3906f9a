package dev.multifetch.pitfalls.threadpool;

import static dev.multifetch.conformance.Testimony.failed;
import static dev.multifetch.conformance.Testimony.fetched;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Who has waited long enough cancels the task, with `true` for "even if it is running". That is an
/// interrupt, and a thread of the operating system that is in a socket read does not look at it.
/// The caller goes on; the thread, the connection and the server's work stay.
final class CancelTrueFetcher implements Fetcher {

  private final FetchOptions options;
  private final ExecutorService pool;

  CancelTrueFetcher(FetchOptions options) {
    this.options = options;
    this.pool = Executors.newFixedThreadPool(options.maxInFlight());
  }

  @Override
  public void fetchEach(Iterable<URI> urls, Consumer<? super Outcome> onOutcome)
      throws InterruptedException {
    List<URI> list = new ArrayList<>();
    List<Future<byte[]>> bodies = new ArrayList<>();
    for (URI url : urls) {
      list.add(url);
      bodies.add(pool.submit(() -> read(url)));
    }
    for (int i = 0; i < list.size(); i++) {
      onOutcome.accept(await(i, list.get(i), bodies.get(i)));
    }
  }

  private Outcome await(long index, URI url, Future<byte[]> body) throws InterruptedException {
    try {
      long millis = options.timeout().toMillis();
      return fetched(index, url, 200, body.get(millis, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      body.cancel(true); // believed to abort it
      return failed(index, url, e);
    } catch (ExecutionException e) {
      return failed(index, url, e);
    }
  }

  private static byte[] read(URI url) throws IOException {
    try (InputStream body = url.toURL().openStream()) {
      return body.readAllBytes();
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
