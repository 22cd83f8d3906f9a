package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.results.Workload;
import java.time.Duration;
import java.util.List;

/// How often the contestants run, and for how long.
///
/// @param sets how many JVMs each contestant has, one after another
/// @param rounds how many undisturbed rounds are wanted of each set in each workload
/// @param limit how long the whole run may take; then the rounds that are there must do
record Schedule(int sets, int rounds, Duration limit) {

  /// How long a turn lasts at least. It is short, so that other work on the machine hits all turns
  /// of a round alike.
  static final Duration TURN = Duration.ofMillis(100);

  /// How long a contestant fetches in a turn in which it warms up.
  static final Duration WARM_UP_TURN = Duration.ofMillis(200);

  /// The fewest rounds of a set, whatever they take.
  static final int FEWEST = 3;

  private static final Duration START = Duration.ofMillis(1_500); // of a JVM, with its check
  private static final Duration WARM_UP = Duration.ofSeconds(5); // of a JVM

  /// What is to be measured decides how long it takes.
  ///
  /// @param contestants how many there are
  /// @param workloads what each of them runs
  static Schedule of(int contestants, List<Workload> workloads, Effort effort) {
    int rows = contestants * workloads.size();
    return switch (effort) {
      case QUICK -> new Schedule(1, 8, Duration.ofSeconds(10 + 3L * rows));
      case NORMAL ->
          new Schedule(1, Math.clamp(600 / rows, 40, 150), normal(contestants, workloads));
      case RIGOROUS ->
          new Schedule(5, Math.clamp(600 / rows, 40, 150), Duration.ofSeconds(100 + 100L * rows));
    };
  }

  /// The six models and the ceiling, in two workloads, are the main job. Each further client starts
  /// and warms up, and has its turns.
  private static Duration normal(int contestants, List<Workload> workloads) {
    int further = Math.max(0, contestants - 7);
    int more = Math.max(0, workloads.size() - 2);
    return Duration.ofSeconds(115 + 16L * further + 4L * contestants * more);
  }

  /// How long a quiet machine takes for everything. A few rounds there are, whatever they take.
  ///
  /// @param round how long one turn of each contestant takes, in all workloads together
  Duration estimate(int contestants, Duration round) {
    Duration before = START.plus(WARM_UP).multipliedBy((long) contestants * sets);
    Duration all = before.plus(round.multipliedBy((long) rounds * sets));
    Duration least =
        shorter(before, limit.multipliedBy(2).dividedBy(3))
            .plus(round.multipliedBy((long) FEWEST * sets));
    return shorter(all, limit.compareTo(least) < 0 ? least : limit);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
