package dev.multifetch.completablefuture;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Bounds how many tasks are at work at once. A future waits for a slot, and no thread does. The
/// thread that ends a task begins the next one, so no event loop is idle while the caller wakes up.
final class Slots {

  private final Queue<CompletableFuture<@Nullable Void>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger free;
  private final AtomicInteger calls = new AtomicInteger(); // of handOut, while a thread is in it

  Slots(int count) {
    free = new AtomicInteger(count);
  }

  /// Begins the task when a slot is free. The task holds the slot until its future is complete.
  <T> CompletableFuture<T> run(Supplier<CompletableFuture<T>> task) {
    CompletableFuture<@Nullable Void> turn = new CompletableFuture<>();
    CompletableFuture<T> ended =
        turn.thenCompose(_ -> task.get()).whenComplete((_, _) -> release());
    waiting.add(turn);
    handOut();
    return ended;
  }

  private void release() {
    free.incrementAndGet();
    handOut();
  }

  /// One thread at a time hands out slots, also for other threads. A thread that finds another one
  /// here adds one to `calls` and leaves. A task that ends as soon as it begins does the same:
  /// otherwise a thousand such tasks would be a thousand calls deep.
  private void handOut() {
    if (calls.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      while (free.get() > 0 && waiting.peek() != null) {
        free.decrementAndGet();
        waiting.remove().complete(null);
      }
      seen = calls.addAndGet(-seen);
    } while (seen != 0);
  }
}
