package dev.multifetch.netty;

import dev.multifetch.Outcome;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Outcomes on their way from the loops to the caller, who alone waits here. A loop wakes it at the
/// end of a turn, once for all that ended in it: a wake-up for each would cost more than the fetch.
final class Outcomes {

  private final Queue<Outcome> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean wakeUpDue = new AtomicBoolean();
  private volatile @Nullable Thread waiting;

  /// Leaves an outcome for the caller.
  ///
  /// @param later runs what can wait until this thread has done what it has at hand
  void add(Outcome outcome, Executor later) {
    queue.add(outcome);
    if (waiting != null && wakeUpDue.compareAndSet(false, true)) {
      later.execute(this::wakeUp);
    }
  }

  private void wakeUp() {
    wakeUpDue.set(false);
    LockSupport.unpark(waiting);
  }

  /// The next outcome, if there is one.
  @Nullable Outcome poll() {
    return queue.poll();
  }

  /// The next outcome, waiting for it.
  Outcome take() throws InterruptedException {
    waiting =
        Thread.currentThread(); // before the look at the queue: whoever adds after it wakes us
    try {
      while (true) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Outcome next = queue.poll();
        if (next != null) {
          return next;
        }
        LockSupport.park(this);
      }
    } finally {
      waiting = null;
    }
  }
}
