package dev.multifetch.blocking;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The URLs of one `fetchEach`. They can be ended together: by the deadline, by `close()` of the
/// fetcher, or because the caller has had enough; and one by one, each by its time-out.
public final class Batch implements AutoCloseable {

  private final BlockingClient client;
  private final FetchOptions options;
  private final long began = System.nanoTime();
  private final Set<Call> atWork = ConcurrentHashMap.newKeySet();
  private final Future<?> ticks;
  private final AtomicReference<@Nullable Function<UrlFetch, Done>> ending =
      new AtomicReference<>();

  Batch(BlockingClient client) {
    this.client = client;
    this.options = client.options();
    this.ticks = client.atEveryTick(this::tick);
  }

  /// Begins the work on one URL: its `timeout` counts from here.
  public Call begin(long index, URI url) {
    Call call = new Call(this, client.transport(), new UrlFetch(index, url, options, this::now));
    atWork.add(call);
    Function<UrlFetch, Done> how = ending.get();
    if (how != null) { // before it was among those at work
      call.end(how);
    }
    return call;
  }

  /// R45: what is thrown once, such as OutOfMemoryError, must not be the end of all time-outs.
  private void tick() {
    try {
      endWhatIsOverdue();
    } catch (Throwable _) {
      // the next tick tries again
    }
  }

  private void endWhatIsOverdue() {
    long now = now();
    if (options.deadline().isPresent() && now >= options.deadline().get().toNanos()) {
      end(UrlFetch::deadlinePassed);
    }
    long oldest = now - options.timeout().toNanos();
    for (Call call : atWork) {
      if (call.began() <= oldest) {
        end(call, UrlFetch::timedOut);
      }
    }
  }

  /// Nanoseconds since this batch began.
  long now() {
    return System.nanoTime() - began;
  }

  /// Ends what is at work, and whatever begins from now on; the first ending counts.
  void end(Function<UrlFetch, Done> how) {
    if (ending.compareAndSet(null, how)) {
      atWork.forEach(call -> end(call, how));
    }
  }

  /// What is thrown at one call keeps no other from its end (R45).
  private static void end(Call call, Function<UrlFetch, Done> how) {
    try {
      call.end(how);
    } catch (Throwable _) {
      // its time-out tries again
    }
  }

  void ended(Call call) {
    atWork.remove(call);
  }

  /// Ends what is still at work.
  @Override
  public void close() {
    end(UrlFetch::cancelled);
    ticks.cancel(false);
    client.ended(this);
  }
}
