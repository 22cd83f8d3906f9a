package dev.multifetch.completablefuture;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Bounds how many tasks are at work at once. What waits for its turn is a future and no thread:
/// whoever ends a task begins the next, so no I/O thread is idle until the caller has been woken.
final class Slots {

  private final Queue<CompletableFuture<@Nullable Void>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger free;
  private final AtomicInteger calls = new AtomicInteger(); // of handOut, while one is at it

  Slots(int count) {
    free = new AtomicInteger(count);
  }

  /// Begins the task when a slot is free. Its future holds the slot until it is completed.
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

  /// One thread at a time hands out, for the others too. A task that ends as soon as it begins
  /// comes by here again: it leaves the next to the loop, else a thousand such would be as many
  /// deep.
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
