package dev.multifetch.netty;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.Origin;
import dev.multifetch.http.Step.Next;
import dev.multifetch.http.UrlFetch;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/// The event loops of one fetcher, as many as there are processors, and the batches that they work
/// for. Whoever opens the fetcher ends them.
final class Loops implements AutoCloseable {

  private final FetchOptions options;
  private final List<Loop> loops;
  private final Set<Batch> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Loops(FetchOptions options) {
    this.options = options;
    int size = Math.min(Runtime.getRuntime().availableProcessors(), options.maxInFlight());
    Transport transport = Transport.chosen();
    long idlePerLoop = Math.ceilDiv(2L * options.maxInFlight(), size); // two batches at once
    loops =
        IntStream.range(0, size).mapToObj(_ -> new Loop(transport, options, idlePerLoop)).toList();
  }

  /// Begins a batch; its deadline counts from here.
  ///
  /// @param fetchOne what to do on a loop with a URL whose work begins
  /// @throws IllegalStateException if the fetcher is closed
  Batch begin(BiConsumer<Call, Next> fetchOne) {
    Batch batch = new Batch(this, fetchOne);
    open.add(batch);
    if (closed) {
      batch.close();
      throw new IllegalStateException("this fetcher is closed");
    }
    return batch;
  }

  /// The loop for this origin in this lane of a batch. URLs of one origin that follow one another
  /// share a lane, hence a loop and a connection (R40); those at work at once spread over all
  /// loops.
  Loop of(Origin origin, int lane) {
    return loops.get(Math.floorMod(origin.hashCode() + lane, loops.size()));
  }

  /// Ends what is at work, each URL as cancelled, then the loops with all their connections.
  @Override
  public void close() {
    closed = true;
    open.forEach(batch -> batch.end(UrlFetch::cancelled));
    loops.forEach(Loop::shutdown);
    loops.forEach(Loop::awaitEnd);
  }

  FetchOptions options() {
    return options;
  }

  List<Loop> all() {
    return loops;
  }

  void ended(Batch batch) {
    open.remove(batch);
  }
}
