package dev.multifetch.completablefuture;

import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The URLs of one `fetchEach`, which can be ended together: by the deadline, by `close()` of the
/// fetcher, or because the caller has had enough.
public final class Batch implements AutoCloseable {

  private final AsyncClient client;
  private final long began = System.nanoTime();
  private final Set<Call> atWork = ConcurrentHashMap.newKeySet();
  private final Optional<Future<?>> deadline;
  private volatile @Nullable Function<UrlFetch, Done> ending;

  Batch(AsyncClient client) {
    this.client = client;
    this.deadline =
        client.options().deadline().map(d -> client.alarm(() -> end(UrlFetch::deadlinePassed), d));
  }

  /// Begins the work on one URL: its `timeout` counts from here.
  public Call begin(long index, URI url) {
    UrlFetch fetch = new UrlFetch(index, url, client.options(), () -> System.nanoTime() - began);
    Call call = new Call(client, this, fetch);
    atWork.add(call);
    Function<UrlFetch, Done> how = ending;
    if (how != null) { // before it was among those at work
      call.end(how);
    }
    return call;
  }

  /// Ends what is at work, and whatever begins from now on.
  void end(Function<UrlFetch, Done> how) {
    ending = how;
    atWork.forEach(call -> call.end(how));
  }

  void ended(Call call) {
    atWork.remove(call);
  }

  /// Ends what is still at work.
  @Override
  public void close() {
    end(UrlFetch::cancelled);
    deadline.ifPresent(alarm -> alarm.cancel(false));
    client.ended(this);
  }
}
