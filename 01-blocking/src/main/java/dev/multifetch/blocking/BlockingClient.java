package dev.multifetch.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.UrlFetch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/// What models 01 to 03 have in common: connections, and one thread that keeps the time. It starts
/// no exchange by itself; who waits for one is the model's business.
public final class BlockingClient implements AutoCloseable {

  private static final long TICK_MILLIS = 10; // as late as a time-out may be; cheaper than timers

  private final FetchOptions options;
  private final Transport transport;
  private final ScheduledThreadPoolExecutor timekeeper;
  private final Set<Batch> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public BlockingClient(Library library, FetchOptions options) {
    this.options = options;
    this.transport = library.open(options);
    this.timekeeper =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("multifetch-timekeeper").factory(),
            new DiscardPolicy()); // once closed, everything has ended anyway
    timekeeper.setRemoveOnCancelPolicy(true);
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
    timekeeper.shutdownNow();
    transport.close();
  }

  FetchOptions options() {
    return options;
  }

  Transport transport() {
    return transport;
  }

  Future<?> atEveryTick(Runnable action) {
    return timekeeper.scheduleAtFixedRate(action, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  void ended(Batch batch) {
    open.remove(batch);
  }
}
