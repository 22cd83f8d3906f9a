package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.Contestant.Client;
import dev.multifetch.benchmarks.OutcomeListener;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// The loop over a blocking client: a task for each URL, on platform or virtual threads. The
/// client's own time-outs end a request that hangs.
final class BlockingLoop implements Client {

  /// A blocking client, safe for use by many threads.
  interface Get extends AutoCloseable {

    /// Fetches one URL, and waits for it.
    PeerOutcome get(URI url) throws IOException;

    @Override
    void close() throws IOException;
  }

  private final Get client;
  private final Executor executor;
  private final AutoCloseable threads;
  private final Duration patience;

  private BlockingLoop(Get client, Executor executor, AutoCloseable threads, FetchOptions options) {
    this.client = client;
    this.executor = executor;
    this.threads = threads;
    this.patience = options.timeout().multipliedBy(2);
  }

  /// On the calling thread.
  static Client sequential(Get client, FetchOptions options) {
    return new BlockingLoop(client, Runnable::run, () -> {}, options);
  }

  /// On a pool with as many threads as requests may be in flight.
  static Client threads(Get client, FetchOptions options) {
    ExecutorService pool = Executors.newFixedThreadPool(options.maxInFlight());
    return new BlockingLoop(client, pool, pool::shutdownNow, options);
  }

  /// On one virtual thread for each URL; the end of one thread starts the next. A semaphore for
  /// which all threads wait is about a tenth slower, because each thread is parked and woken once.
  static Client virtual(Get client, FetchOptions options) {
    return new Client() {
      @Override
      public void fetch(List<URI> urls, OutcomeListener listener)
          throws InterruptedException, TimeoutException {
        Lanes.fetch(this::start, options, urls, listener);
      }

      private void start(URI url, Consumer<PeerOutcome> onEnd) {
        Thread _ = Thread.startVirtualThread(() -> onEnd.accept(outcome(client, url)));
      }

      @Override
      public void close() throws IOException {
        client.close();
      }
    };
  }

  @Override
  public void fetch(List<URI> urls, OutcomeListener listener)
      throws InterruptedException, TimeoutException {
    Remaining remaining = new Remaining(urls.size());
    for (int i = 0; i < urls.size(); i++) {
      int index = i;
      URI url = urls.get(i);
      executor.execute(
          () -> {
            fetchOne(index, url, listener);
            remaining.ended();
          });
    }
    remaining.await(patience);
  }

  private void fetchOne(int index, URI url, OutcomeListener listener) {
    long started = System.nanoTime();
    PeerOutcome outcome = outcome(client, url);
    listener.ended(index, outcome.status(), outcome.bytes(), started);
  }

  private static PeerOutcome outcome(Get client, URI url) {
    try {
      return client.get(url);
    } catch (IOException | RuntimeException failed) {
      return PeerOutcome.NONE;
    }
  }

  @Override
  public void close() throws Exception {
    threads.close();
    client.close();
  }
}
