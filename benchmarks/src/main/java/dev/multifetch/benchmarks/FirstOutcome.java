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

  /// How long after this moment it came, in seconds; NaN if there was none.
  ///
  /// @param began on the clock of [System#nanoTime]
  double secondsAfter(long began) {
    return nanos.get() == NONE ? Double.NaN : (nanos.get() - began) / 1e9;
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
