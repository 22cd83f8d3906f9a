package dev.multifetch.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Counts how URLs ended, and how long each took. Any thread may report to it, and none ever waits:
/// a [Recorder] costs some tens of nanoseconds for each URL, and a request costs ten thousand or
/// more.
final class Meter implements OutcomeListener {

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
  private static final int DIGITS = 3; // significant digits: exact to a thousandth

  private final ExpectedBatch batch;
  private final LongAdder outcomes = new LongAdder();
  private final LongAdder unexpected = new LongAdder();
  private final Recorder took = new Recorder(LONGEST, DIGITS);

  Meter(ExpectedBatch batch) {
    this.batch = batch;
  }

  @Override
  public void ended(long index, int status, long bytes, long startedNanos) {
    took(index, status, bytes, System.nanoTime() - startedNanos);
  }

  @Override
  public void took(long index, int status, long bytes, long nanos) {
    outcomes.increment();
    if (!batch.expects(index, status, bytes)) {
      unexpected.increment();
    }
    took.recordValue(Math.clamp(nanos, 0, LONGEST));
  }

  /// A missing outcome is as unexpected as a wrong one.
  void batchEnded(long outcomesBefore) {
    unexpected.add(Math.abs(batch.urls().size() - (outcomes() - outcomesBefore)));
  }

  long outcomes() {
    return outcomes.sum();
  }

  long unexpected() {
    return unexpected.sum();
  }

  /// Everything that was recorded since the last call.
  Histogram interval() {
    return took.getIntervalHistogram();
  }
}
