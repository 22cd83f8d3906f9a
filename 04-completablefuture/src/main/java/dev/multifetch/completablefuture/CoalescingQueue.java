package dev.multifetch.completablefuture;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;

/// A queue for one consumer, which is woken once for all that comes within a moment. To wake a
/// thread for each small response would cost as much as the response; network cards save interrupts
/// in the same way. What is there when it asks, it gets at once.
final class CoalescingQueue<T> extends LinkedBlockingQueue<T> {

  private static final Duration MOMENT = Duration.ofNanos(50_000);

  private long lastWait = System.nanoTime() - MOMENT.toNanos();

  @Override
  public T take() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException(); // R36: also where there is nothing to wait for
    }
    T next = poll();
    if (next == null) {
      Thread.sleep(MOMENT.minusNanos(System.nanoTime() - lastWait)); // less than nothing is nothing
      next = super.take();
      lastWait = System.nanoTime();
    }
    return next;
  }
}
