package dev.multifetch.benchmarks;

import java.util.concurrent.atomic.AtomicLong;

/// Notes when the first outcome came, and passes all outcomes on.
final class FirstOutcome implements OutcomeListener {

  private static final long NONE = Long.MIN_VALUE;

  private final Meter meter;
  private final AtomicLong nanos = new AtomicLong(NONE);

  FirstOutcome(Meter meter) {
    this.meter = meter;
  }

  /// When it came, on the clock of [System#nanoTime].
  long nanos() {
    return nanos.get();
  }

  @Override
  public void ended(long index, int status, long bytes, long startedNanos) {
    note();
    meter.ended(index, status, bytes, startedNanos);
  }

  @Override
  public void took(long index, int status, long bytes, long nanos) {
    note();
    meter.took(index, status, bytes, nanos);
  }

  private void note() {
    nanos.compareAndSet(NONE, System.nanoTime());
  }
}
