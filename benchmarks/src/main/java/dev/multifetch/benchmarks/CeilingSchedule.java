package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.results.Workload;
import java.time.Duration;

/// How long to warm up the server, and how often to measure its ceiling.
///
/// @param warmUp how long, before the first measurement
/// @param times how many measurements make one ceiling
/// @param each how long one measurement takes
record CeilingSchedule(Duration warmUp, int times, Duration each) {

  static CeilingSchedule of(Workload workload, Effort effort) {
    boolean slow = workload.secure(); // the TLS handshakes alone take most of a second
    return new CeilingSchedule(
        Duration.ofSeconds(effort.choose(3, 7, 20)),
        effort.choose(1, 3, 5),
        Duration.ofSeconds(slow || effort == Effort.RIGOROUS ? 3 : 1));
  }

  /// The time for the warm-up, and for a ceiling before and one after the clients.
  Duration estimate() {
    return warmUp.plus(each.multipliedBy(2L * times));
  }
}
