package dev.multifetch.netty;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Bounds how many tasks are at work at once. Each lane works off one task after another: the event
/// loop that ends a task begins the next, so that no loop is idle until the caller has been woken.
final class Lanes {

  private final Queue<Task> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger idle;
  private final AtomicInteger calls = new AtomicInteger(); // of beginReady, while one is at it

  /// Work that waits for nothing, and says when it has ended.
  interface Task {

    /// @param ended to be run once, on any thread
    void begin(Runnable ended);
  }

  Lanes(int count) {
    idle = new AtomicInteger(count);
  }

  /// Begins the task when a lane is idle: at once, or when a loop has ended another task.
  void run(Task task) {
    ready.add(task);
    beginReady();
  }

  private void laneEnds() {
    idle.incrementAndGet();
    beginReady();
  }

  /// One thread at a time begins tasks, for the others too: a thread that finds another one here
  /// adds one to `calls` and leaves. So does a task that ends as soon as it begins: or a thousand
  /// such tasks would be a thousand calls deep.
  private void beginReady() {
    if (calls.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      while (idle.get() > 0 && ready.peek() != null) {
        idle.decrementAndGet();
        ready.remove().begin(this::laneEnds);
      }
      seen = calls.addAndGet(-seen);
    } while (seen != 0);
  }
}
