package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.results.Workload;
import java.time.Duration;

/// How often one contestant runs one workload.
///
/// @param forks fresh JVMs, one after another
/// @param warmups how many iterations to run before those that count
/// @param iterations how many iterations count
/// @param iteration how long one iteration takes: set for a throughput, expected for a makespan
record Schedule(int forks, int warmups, int iterations, Duration iteration) {

  private static final Duration START = Duration.ofMillis(1_700); // a JVM, JMH, a client
  private static final Duration OVERRUN = Duration.ofMillis(100); // its last batch, its figures
  private static final Duration PATIENCE = Duration.ofMinutes(2); // with one batch
  private static final Duration SHORT = Duration.ofSeconds(1); // for one batch
  private static final Duration VERY_LONG = Duration.ofSeconds(10); // for one batch

  /// @param concurrency the most requests that the contestant has in flight
  static Schedule of(Load load, int concurrency, Effort effort) {
    Workload workload = load.workload();
    if (workload.moreIsBetter()) {
      return rate(effort);
    }
    return workload == Workload.COLD ? cold(effort) : makespan(load, concurrency, effort);
  }

  private static Schedule rate(Effort effort) {
    return switch (effort) {
      case QUICK -> new Schedule(1, 2, 5, Duration.ofMillis(250)); // two scores give no interval
      case NORMAL -> new Schedule(1, 8, 10, Duration.ofMillis(400)); // many, for a narrow interval
      case RIGOROUS -> new Schedule(3, 4, 5, Duration.ofSeconds(1));
    };
  }

  /// Each JVM is cold once.
  private static Schedule cold(Effort effort) {
    return new Schedule(effort.choose(2, 5, 10), 0, 1, Duration.ofMillis(400));
  }

  private static Schedule makespan(Load load, int concurrency, Effort effort) {
    Duration batch = expectedBatch(load, concurrency);
    Duration budget = Duration.ofMillis(effort.choose(1_000, 3_000, 6_000));
    return batch.multipliedBy(4).compareTo(budget) > 0
        ? longBatches(batch, effort)
        : shortBatches(load.workload(), batch, (int) budget.dividedBy(batch), effort);
  }

  /// How long one batch takes: the server's delays, and some work for each URL.
  private static Duration expectedBatch(Load load, int concurrency) {
    return load.ideal(concurrency)
        .plus(Duration.ofMillis(20))
        .plus(Duration.ofNanos(30_000L * load.urls()));
  }

  /// If the batch waits for seconds, there is nothing to warm up. Two scores in all would give no
  /// interval.
  private static Schedule longBatches(Duration batch, Effort effort) {
    int ofThreeForks = batch.compareTo(VERY_LONG) > 0 ? 1 : 2;
    int warmups = batch.compareTo(SHORT) < 0 ? 1 : 0; // the first one loads classes
    return new Schedule(forks(effort), warmups, effort.choose(3, 3, ofThreeForks), batch);
  }

  /// @param affordable how many batches the time allows
  private static Schedule shortBatches(
      Workload workload, Duration batch, int affordable, Effort effort) {
    int iterations = Math.min(effort.choose(3, 5, 10), affordable - 1);
    boolean compilesLong = workload == Workload.FAN_OUT && effort == Effort.RIGOROUS;
    int warmups = compilesLong ? 10 : Math.min(3, iterations);
    return new Schedule(forks(effort), warmups, iterations, batch);
  }

  private static int forks(Effort effort) {
    return effort.choose(1, 1, 3);
  }

  /// How long all of it takes, including the start of JVMs.
  Duration estimate() {
    Duration each = iteration.plus(OVERRUN);
    return START.plus(each.multipliedBy(warmups + (long) iterations)).multipliedBy(forks);
  }

  /// Whether a single batch takes longer than a user would wait.
  boolean hopeless() {
    return iteration.compareTo(PATIENCE) > 0;
  }
}
