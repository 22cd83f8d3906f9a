package dev.multifetch.client;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.UrlFetch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The open batches of one fetcher, and the one thread that keeps their time. This thread wakes
/// every 10 ms and ends each overdue URL. [#close] ends everything.
public final class Batches implements AutoCloseable {

  private static final long TICK_MILLIS = 10; // a time-out may be this late

  private final String model;
  private final FetchOptions options;
  private final Set<Batch> open = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor timekeeper;
  private volatile boolean closed;

  /// @param model the fetcher's name, for recordings
  public Batches(String model, FetchOptions options) {
    this.model = model;
    this.options = options;
    this.timekeeper =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("multifetch-timekeeper").factory());
    var _ =
        timekeeper.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Begins a batch; its deadline counts from here.
  ///
  /// @throws IllegalStateException if the fetcher is closed
  public Batch begin() {
    Batch batch = new Batch(this, options);
    open.add(batch);
    if (closed) {
      batch.close();
      throw new IllegalStateException("this fetcher is closed");
    }
    return batch;
  }

  String model() {
    return model;
  }

  void ended(Batch batch) {
    open.remove(batch);
  }

  /// R45: a single error, such as OutOfMemoryError, must not stop the thread that ends all
  /// time-outs.
  private void tick() {
    try {
      open.forEach(Batch::endOverdue);
    } catch (Throwable _) {
      // the next tick tries again
    }
  }

  /// R37: each URL that is at work ends as cancelled.
  @Override
  public void close() {
    closed = true;
    open.forEach(batch -> batch.end(UrlFetch::cancelled));
    timekeeper.shutdownNow();
  }
}
