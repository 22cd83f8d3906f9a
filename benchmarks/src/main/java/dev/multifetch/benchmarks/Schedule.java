package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import java.time.Duration;

/// How often one contestant does one workload.
///
/// @param forks fresh JVMs, one after another
/// @param warmups iterations that do not count
/// @param iterations that do
/// @param iteration how long one takes: set for a throughput, expected for a makespan
record Schedule(int forks, int warmups, int iterations, Duration iteration) {

  private static final Duration START = Duration.ofMillis(1_700); // a JVM, JMH, a client
  private static final Duration OVERRUN = Duration.ofMillis(100); // its last batch, its figures
  private static final Duration PATIENCE = Duration.ofMinutes(2); // with one batch

  static Schedule of(Load load, int concurrency, Effort effort) {
    Workload workload = load.workload();
    if (workload.moreIsBetter()) {
      return rate(effort);
    }
    Duration ideal = load.ideal(concurrency);
    if (workload == Workload.COLD) {
      return new Schedule(byEffort(effort, 2, 5, 10), 0, 1, Duration.ofMillis(400));
    }
    Duration batch =
        ideal.plus(Duration.ofMillis(20)).plus(Duration.ofNanos(30_000L * load.urls()));
    Duration budget = Duration.ofMillis(byEffort(effort, 1_000, 3_000, 6_000));
    boolean slow = batch.multipliedBy(4).compareTo(budget) > 0;
    int most = byEffort(effort, 3, 5, 10);
    boolean verySlow = batch.compareTo(Duration.ofSeconds(10)) > 0;
    int rigorous = verySlow ? 1 : 2; // of each of three forks
    int few = byEffort(effort, 3, 3, rigorous); // from two scores in all no interval comes
    int iterations = slow ? few : (int) Math.min(most, budget.dividedBy(batch) - 1);
    boolean compilesLong = workload == Workload.FAN_OUT && effort == Effort.RIGOROUS;
    int warm = compilesLong ? 10 : Math.min(3, iterations);
    int warmups = slow ? 0 : warm; // where waiting is all, there is none to do
    return new Schedule(byEffort(effort, 1, 1, 3), warmups, iterations, batch);
  }

  /// How many URLs a batch of this workload has where the user does not say: fewer where there is
  /// less time, as the one client without concurrency takes as long as all others.
  static int urls(Workload workload, Effort effort) {
    return switch (workload) {
      case LATENCY -> byEffort(effort, 64, 128, workload.urls());
      case TLS_LATENCY -> byEffort(effort, 64, 128, 256);
      case TAIL -> byEffort(effort, 64, 192, workload.urls());
      case FIRST -> byEffort(effort, 64, 64, 256);
      case THROUGHPUT, TLS_THROUGHPUT -> byEffort(effort, 2_000, 2_500, 10_000);
      case LARGE -> byEffort(effort, 100, 200, workload.urls());
      case FAN_OUT, COLD -> workload.urls();
    };
  }

  /// Until all is done, JVMs' starts and all.
  Duration estimate() {
    Duration each = iteration.plus(OVERRUN);
    return START.plus(each.multipliedBy(warmups + (long) iterations)).multipliedBy(forks);
  }

  /// Whether one batch alone takes longer than anybody waits.
  boolean hopeless() {
    return iteration.compareTo(PATIENCE) > 0;
  }

  private static Schedule rate(Effort effort) {
    return switch (effort) {
      case QUICK -> new Schedule(1, 2, 5, Duration.ofMillis(250)); // from two no interval comes
      case NORMAL -> new Schedule(1, 8, 10, Duration.ofMillis(400)); // many, for a narrow interval
      case RIGOROUS -> new Schedule(3, 4, 5, Duration.ofSeconds(1));
    };
  }

  private static int byEffort(Effort effort, int quick, int normal, int rigorous) {
    return switch (effort) {
      case QUICK -> quick;
      case NORMAL -> normal;
      case RIGOROUS -> rigorous;
    };
  }
}
