package dev.multifetch.benchmarks.peers;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.OutcomeListener;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The loop over a client with callbacks: it has `maxInFlight` lanes. In each lane the end of a
/// request starts the next one, on the thread that runs the callback. Only the caller waits.
final class Lanes {

  /// Starts a request, and reports its end once to the given consumer.
  interface Get {
    void start(URI url, Consumer<PeerOutcome> onEnd) throws Exception;
  }

  private final Get client;
  private final List<URI> urls;
  private final OutcomeListener listener;
  private final AtomicInteger next = new AtomicInteger();
  private final Remaining remaining;

  private Lanes(Get client, List<URI> urls, OutcomeListener listener) {
    this.client = client;
    this.urls = urls;
    this.listener = listener;
    this.remaining = new Remaining(urls.size());
  }

  /// Fetches each URL; returns when all have ended.
  ///
  /// @throws TimeoutException if nothing ended for twice the time that a URL may take
  static void fetch(Get client, FetchOptions options, List<URI> urls, OutcomeListener listener)
      throws InterruptedException, TimeoutException {
    Lanes lanes = new Lanes(client, urls, listener);
    for (int lane = 0; lane < Math.min(options.maxInFlight(), urls.size()); lane++) {
      lanes.new Lane().advance();
    }
    lanes.remaining.await(options.timeout().multipliedBy(2));
  }

  /// One request at a time.
  private final class Lane {

    private final AtomicInteger due = new AtomicInteger();

    /// Starts the next request. If a request ends before its start returns, this loop starts the
    /// one after it, without a deeper call. So a thousand refused connections do not overflow the
    /// stack.
    void advance() {
      if (due.getAndIncrement() == 0) {
        do {
          startNext();
        } while (due.decrementAndGet() > 0);
      }
    }

    private void startNext() {
      int index = next.getAndIncrement();
      if (index >= urls.size()) {
        return;
      }
      long started = System.nanoTime();
      try {
        client.start(urls.get(index), outcome -> ended(index, outcome, started));
      } catch (Exception refused) {
        ended(index, PeerOutcome.NONE, started);
      }
    }

    private void ended(int index, PeerOutcome outcome, long started) {
      listener.ended(index, outcome.status(), outcome.bytes(), started);
      remaining.ended();
      advance();
    }
  }
}
