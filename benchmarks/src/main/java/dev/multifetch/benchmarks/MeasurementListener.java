package dev.multifetch.benchmarks;

import dev.multifetch.results.Sample;
import dev.multifetch.results.Workload;
import java.util.List;

/// Receives the progress of a run, on the thread that runs it.
public interface MeasurementListener {

  /// The time for warming up was over, and the compilers of this client's JVM still had work to do.
  default void stayedCold(String name, Workload workload) {}

  /// A round of a workload has ended.
  ///
  /// @param samples what all contestants did in this workload so far
  void round(Workload workload, List<Sample> samples);

  /// The measurement of a client that runs alone begins.
  default void began(String name, Workload workload) {}

  /// That measurement has ended. The sample says whether it succeeded.
  default void ended(Sample sample) {}
}
