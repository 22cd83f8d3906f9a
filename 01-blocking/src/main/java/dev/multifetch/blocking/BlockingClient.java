package dev.multifetch.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.UrlFetch;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// What models 01 to 03 have in common: connections, and one thread that keeps the time. It starts
/// no exchange by itself; who waits for one is the model's business.
public final class BlockingClient implements AutoCloseable {

  private final FetchOptions options;
  private final Transport transport;
  private final ScheduledThreadPoolExecutor alarms;
  private final Set<Batch> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public BlockingClient(Library library, FetchOptions options) {
    this.options = options;
    this.transport = library.open(options);
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("multifetch-alarms").factory(),
            new ThreadPoolExecutor.DiscardPolicy()); // once closed, everything has ended anyway
    alarms.setRemoveOnCancelPolicy(true); // nearly every alarm is cancelled
  }

  /// Begins a batch; its deadline counts from here.
  ///
  /// @throws IllegalStateException if this client is closed
  public Batch begin() {
    Batch batch = new Batch(this);
    open.add(batch);
    if (closed) {
      batch.close();
      throw new IllegalStateException("this fetcher is closed");
    }
    return batch;
  }

  /// R37: what is at work ends as cancelled, and whoever waits for it goes on.
  @Override
  public void close() {
    closed = true;
    open.forEach(batch -> batch.end(UrlFetch::cancelled));
    alarms.shutdownNow();
    transport.close();
  }

  FetchOptions options() {
    return options;
  }

  Transport transport() {
    return transport;
  }

  void ended(Batch batch) {
    open.remove(batch);
  }

  ScheduledFuture<?> alarm(Runnable action, Duration after) {
    return alarms.schedule(action, after.toNanos(), TimeUnit.NANOSECONDS);
  }
}
