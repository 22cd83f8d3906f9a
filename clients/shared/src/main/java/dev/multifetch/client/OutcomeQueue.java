package dev.multifetch.client;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A queue for one consumer, which is woken once for many elements. To wake a thread for each small
/// response costs as much as the response; network cards save interrupts in the same way. It is
/// woken when `enough` are there, or when a moment has passed since it last had to wait: so the
/// first after a quiet while wakes it at once. What is there when it asks, it gets at once.
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

  /// The next element, or null if none is there within so many nanoseconds.
  public @Nullable T take(long nanos) throws InterruptedException {
    T next = poll();
    if (next == null && nanos > 0) {
      long now = System.nanoTime();
      long until = now + Math.min(nanos, Long.MAX_VALUE - Math.max(0, now));
      consumer = Thread.currentThread();
      LockSupport.parkNanos(this, Math.min(nanos, lastWait + moment - now)); // if that is to come
      next = poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      lastWait = System.nanoTime();
    }
    return next;
  }
}
