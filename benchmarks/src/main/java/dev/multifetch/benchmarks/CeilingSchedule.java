package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.results.Workload;
import java.time.Duration;

/// How long the server is warmed up, and how often its ceiling is measured.
///
/// @param warmUp before anybody is measured
/// @param times measurements, one after another, each time that the ceiling is asked for
/// @param each how long one takes
record CeilingSchedule(Duration warmUp, int times, Duration each) {

  static CeilingSchedule of(Workload workload, Effort effort) {
    boolean slow = workload.secure(); // its handshakes alone take most of a second
    return new CeilingSchedule(
        Duration.ofSeconds(effort.choose(3, 7, 20)),
        effort.choose(1, 3, 5),
        Duration.ofSeconds(slow || effort == Effort.RIGOROUS ? 3 : 1));
  }

  /// For the warm-up, and a ceiling before and one after the clients.
  Duration estimate() {
    return warmUp.plus(each.multipliedBy(2L * times));
  }
}
