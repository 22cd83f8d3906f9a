package dev.multifetch.completablefuture;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Step.Send;
import dev.multifetch.http.UrlFetch;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What models 04 and 05 have in common: connections, the I/O threads that serve them all, and one
/// thread that keeps the time. It starts no exchange by itself; how what follows one is composed is
/// the model's business.
public final class AsyncClient implements AutoCloseable {

  private static final long TICK_MILLIS = 10; // as late as a time-out may be; cheaper than timers

  private final FetchOptions options;
  private final IdleConnections idle;
  private final Connector connector;
  private final ScheduledThreadPoolExecutor alarms;
  private final Set<Batch> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public AsyncClient(FetchOptions options) {
    this.options = options;
    this.idle = new IdleConnections(2L * options.maxInFlight()); // two batches find theirs again
    this.connector = new Connector(this, idle);
    this.alarms =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("multifetch-alarms").factory(),
            new ThreadPoolExecutor.DiscardPolicy()); // once closed, everything has ended anyway
    alarms.setRemoveOnCancelPolicy(true); // nearly every alarm is cancelled
    // One tick for all batches: those of fetch(URI) are as many as their URLs.
    var _ = alarms.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// R45: what is thrown once, such as OutOfMemoryError, must not be the end of all time-outs.
  private void tick() {
    try {
      open.forEach(Batch::endWhatIsOverdue);
    } catch (Throwable _) {
      // the next tick tries again
    }
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

  /// A connection to send this on: one that waits for work, or a new one. If the call is ended
  /// before there is one, the future fails.
  public CompletableFuture<Connection> connection(Send send, Call call) {
    @Nullable Connection waiting =
        send.onFreshConnection() ? null : idle.take(send.request().origin());
    return waiting != null
        ? CompletableFuture.completedFuture(waiting)
        : connector.open(send.request().origin(), call);
  }

  /// R37: what is at work ends as cancelled, and whoever waits for it goes on.
  @Override
  public void close() {
    closed = true;
    open.forEach(batch -> batch.end(UrlFetch::cancelled));
    alarms.shutdownNow();
    idle.close();
    connector.close();
  }

  FetchOptions options() {
    return options;
  }

  void ended(Batch batch) {
    open.remove(batch);
  }

  ScheduledFuture<?> alarm(Runnable action, Duration after) {
    return alarms.schedule(action, after.toNanos(), TimeUnit.NANOSECONDS);
  }
}
