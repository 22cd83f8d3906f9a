package dev.multifetch.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Counts what comes of URLs, and how long each took. Writers on any thread wait for nobody: a
/// [Recorder] costs some tens of nanoseconds for each, of the ten thousand or more that a request
/// costs.
final class Meter implements OutcomeListener {

  private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
  private static final int DIGITS = 3; // significant, so within a thousandth

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

  /// One that never came is as unexpected as one that came wrong.
  void batchEnded(long outcomesBefore) {
    unexpected.add(Math.abs(batch.urls().size() - (outcomes() - outcomesBefore)));
  }

  long outcomes() {
    return outcomes.sum();
  }

  long unexpected() {
    return unexpected.sum();
  }

  /// What was recorded since it was last asked.
  Histogram interval() {
    return took.getIntervalHistogram();
  }
}
