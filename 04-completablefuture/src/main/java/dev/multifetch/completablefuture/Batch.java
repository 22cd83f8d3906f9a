package dev.multifetch.completablefuture;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The URLs of one `fetchEach`, which can be ended together: by the deadline, by `close()` of the
/// fetcher, or because the caller has had enough.
public final class Batch implements AutoCloseable {

  private final AsyncClient client;
  private final FetchOptions options;
  private final long began = System.nanoTime();
  private final Set<Call> atWork = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Function<UrlFetch, Done>> ending =
      new AtomicReference<>();
  private long nextOverdue; // nanoseconds since it began; of the thread that keeps the time

  Batch(AsyncClient client) {
    this.client = client;
    this.options = client.options();
  }

  /// Begins the work on one URL: its `timeout` counts from here.
  public Call begin(long index, URI url) {
    Call call = new Call(this, new UrlFetch(index, url, options, this::now));
    atWork.add(call);
    Function<UrlFetch, Done> how = ending.get();
    if (how != null) { // before it was among those at work
      call.end(how);
    }
    return call;
  }

  /// Ends what is over its time-out, or everything if the deadline has passed. On the thread that
  /// keeps the time, again and again: so it looks at each call only when one may be overdue.
  void endWhatIsOverdue() {
    long now = now();
    if (options.deadline().isPresent() && now >= options.deadline().get().toNanos()) {
      end(UrlFetch::deadlinePassed);
    }
    if (now < nextOverdue) {
      return;
    }
    long timeout = options.timeout().toNanos();
    long oldest = now;
    for (Call call : atWork) {
      if (call.began() <= now - timeout) {
        end(call, UrlFetch::timedOut);
      } else {
        oldest = Math.min(oldest, call.began());
      }
    }
    nextOverdue = oldest + timeout; // whatever begins from now on is later
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
    client.ended(this);
  }
}
