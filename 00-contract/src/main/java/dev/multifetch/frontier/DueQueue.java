package dev.multifetch.frontier;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Things that are due at a time, the earliest first.
final class DueQueue<T> {

  private record Due<T>(long time, T what) {}

  private final Queue<Due<T>> queue = new PriorityQueue<>(Comparator.comparingLong(Due::time));

  void add(long time, T what) {
    queue.add(new Due<>(time, what));
  }

  /// When the first is due; [Long#MAX_VALUE] if there is none.
  long firstTime() {
    Due<T> first = queue.peek();
    return first == null ? Long.MAX_VALUE : first.time();
  }

  /// Takes the first if it is due by this time.
  @Nullable T poll(long time) {
    Due<T> first = queue.peek();
    if (first == null || first.time() > time) {
      return null;
    }
    queue.remove();
    return first.what();
  }
}
