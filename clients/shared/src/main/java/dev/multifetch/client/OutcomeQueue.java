package dev.multifetch.client;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A queue for one consumer, which wakes up once for many elements. If a small response wakes a
/// thread, that costs as much as the response itself; network cards save interrupts for the same
/// reason. The consumer wakes up when `enough` elements are there, or when a moment has passed
/// since its last wait. So the first element after a quiet time wakes it at once. If an element is
/// there when it asks, it does not wait.
public final class OutcomeQueue<T> extends LinkedBlockingQueue<T> {

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final int enough;
  private final long moment; // nanoseconds
  private long lastWait;
  private volatile @Nullable Thread consumer;

  public OutcomeQueue(int enough) {
    this(enough, MOMENT);
  }

  OutcomeQueue(int enough, Duration moment) {
    this.enough = enough;
    this.moment = moment.toNanos();
    this.lastWait = System.nanoTime() - this.moment;
  }

  @Override
  public boolean add(T element) {
    boolean added = super.add(element);
    if (size() >= enough) {
      LockSupport.unpark(consumer);
    }
    return added;
  }

  /// The next element, or null if none comes within this number of nanoseconds.
  public @Nullable T take(long nanos) throws InterruptedException {
    T next = poll();
    if (next == null && nanos > 0) {
      long now = System.nanoTime();
      long until = now + Math.min(nanos, Long.MAX_VALUE - Math.max(0, now));
      consumer = Thread.currentThread();
      LockSupport.parkNanos(this, Math.min(nanos, lastWait + moment - now)); // not if time is over
      next = poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      lastWait = System.nanoTime();
    }
    return next;
  }
}
