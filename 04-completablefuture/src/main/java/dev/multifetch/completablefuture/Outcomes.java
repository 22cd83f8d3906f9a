package dev.multifetch.completablefuture;

import dev.multifetch.Outcome;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Outcomes on their way to the caller, who alone waits here. To wake a thread costs as much as a
/// whole exchange, so within `PAUSE` it is woken once, for all that have ended until then; network
/// cards do the same with interrupts.
final class Outcomes {

  private static final long PAUSE = 50_000; // nanoseconds; nobody notices, and 50 URLs fit in

  private final BlockingQueue<Outcome> queue = new LinkedBlockingQueue<>();
  private long woken = System.nanoTime() - PAUSE;

  void add(Outcome outcome) {
    queue.add(outcome);
  }

  /// An outcome, if there is one.
  @Nullable Outcome poll() {
    return queue.poll();
  }

  /// An outcome, waiting for it.
  Outcome take() throws InterruptedException {
    @Nullable Outcome next = queue.poll();
    if (next == null) {
      TimeUnit.NANOSECONDS.sleep(PAUSE - (System.nanoTime() - woken));
      next = queue.take();
      woken = System.nanoTime();
    }
    return next;
  }
}
