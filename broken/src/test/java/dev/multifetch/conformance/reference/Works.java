package dev.multifetch.conformance.reference;

import static java.util.Objects.requireNonNull;

import dev.multifetch.BodyHandler;
import dev.multifetch.http.Step.Done;
import dev.multifetch.http.UrlFetch;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The work on the URLs of one batch, which can be ended together.
final class Works {

  private final long began = System.nanoTime();
  private final Map<Long, Work> atWork =
      new HashMap<>(); // by the index of the URL; guarded by this
  private final Map<Long, Work> kept = new ConcurrentHashMap<>(); // by the same
  private @Nullable Function<UrlFetch, Done> ending; // guarded by this
  private Runnable onEnd = () -> {}; // guarded by this

  /// Nanoseconds since the batch began.
  long clock() {
    return System.nanoTime() - began;
  }

  synchronized void add(long index, Work work) {
    atWork.put(index, work);
    if (ending != null) {
      work.end(ending);
    }
  }

  synchronized void remove(long index) {
    atWork.remove(index);
  }

  private synchronized Work atWork(long index) {
    return requireNonNull(atWork.get(index));
  }

  /// A handler whose writers are aborted with the work on their URLs (R58).
  BodyHandler abortable(BodyHandler bodies) {
    return response -> atWork(response.index()).open(bodies, response);
  }

  /// The work has ended, to go on at another origin or to be judged.
  void keep(long index, Work work) {
    kept.put(index, work);
  }

  Work kept(long index) {
    return requireNonNull(kept.remove(index));
  }

  /// Runs this once all are ended together.
  synchronized void onEnd(Runnable action) {
    onEnd = action;
    if (ending != null) {
      action.run();
    }
  }

  /// Ends what is at work, and whatever is added from now on.
  synchronized void end(Function<UrlFetch, Done> how) {
    ending = how;
    atWork.values().forEach(work -> work.end(how));
    onEnd.run();
  }
}
