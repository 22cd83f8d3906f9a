package dev.multifetch.completablefuture;

import dev.multifetch.races.Races;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/// Tasks begin and end on several threads: a slot is never given twice, and none stays free while a
/// task waits.
class SlotsRacesTest {

  @Test
  void noSlotIsGivenTwiceAndNoneIsForgotten() {
    Races.explore(OfSlots.class);
  }

  @Test
  void slotsThatAnyThreadHandsOutAreRejected() {
    Races.reject(OfBrokenSlots.class, "2 tasks at work in one slot");
  }

  /// One slot, tasks that begin and tasks that end.
  public abstract static class Tasks {
    private final Queue<CompletableFuture<String>> atWork = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile int most;

    abstract void run(Supplier<CompletableFuture<String>> task);

    @Operation
    public void begin() {
      asked.incrementAndGet();
      run(
          () -> {
            CompletableFuture<String> task = new CompletableFuture<>();
            atWork.add(task);
            begun.incrementAndGet();
            most = Math.max(most, atWork.size());
            return task;
          });
    }

    @Operation
    public void end() {
      CompletableFuture<String> task = atWork.poll();
      if (task != null) {
        task.complete("ended");
      }
    }

    @Validate
    public void check() {
      if (most > 1) {
        throw new AssertionError(most + " tasks at work in one slot");
      }
      if (atWork.isEmpty() && begun.get() < asked.get()) {
        throw new AssertionError("a task waits for a slot that is free");
      }
    }
  }

  public static class OfSlots extends Tasks {
    private final Slots slots = new Slots(1);

    @Override
    void run(Supplier<CompletableFuture<String>> task) {
      var _ = slots.run(task);
    }
  }

  /// What `Slots` would be without its turns.
  public static class OfBrokenSlots extends Tasks {
    private final Queue<CompletableFuture<String>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger free = new AtomicInteger(1);

    @Override
    void run(Supplier<CompletableFuture<String>> task) {
      CompletableFuture<String> turn = new CompletableFuture<>();
      var _ = turn.thenCompose(_ -> task.get()).whenComplete((_, _) -> release());
      waiting.add(turn);
      handOut();
    }

    private void release() {
      free.incrementAndGet();
      handOut();
    }

    private void handOut() {
      while (free.get() > 0) { // and another thread sees the same
        CompletableFuture<String> turn = waiting.poll();
        if (turn == null) {
          return;
        }
        free.decrementAndGet();
        turn.complete("begin");
      }
    }
  }
}
