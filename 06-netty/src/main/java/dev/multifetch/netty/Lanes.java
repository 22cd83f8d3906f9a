package dev.multifetch.netty;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Bounds how many tasks are at work at once. A lane runs one task after another. The event loop
/// that ends a task begins the next one, so that no loop is idle while the caller wakes up.
final class Lanes {

  private final Queue<Task> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger idle;
  private final AtomicInteger calls = new AtomicInteger(); // of beginReady, while a thread is in it

  /// Work that never waits, and that says when it has ended.
  interface Task {

    /// @param ended the task runs it once, on any thread
    void begin(Runnable ended);
  }

  Lanes(int count) {
    idle = new AtomicInteger(count);
  }

  /// Begins the task when a lane is idle: now, or when an event loop has ended another task.
  void run(Task task) {
    ready.add(task);
    beginReady();
  }

  private void laneEnds() {
    idle.incrementAndGet();
    beginReady();
  }

  /// One thread at a time begins tasks, also for other threads. A thread that finds another one
  /// here adds one to `calls` and leaves. A task that ends as soon as it begins does the same:
  /// otherwise a thousand such tasks would be a thousand calls deep.
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
