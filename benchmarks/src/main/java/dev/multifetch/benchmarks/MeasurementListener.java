package dev.multifetch.benchmarks;

import dev.multifetch.results.Sample;
import dev.multifetch.results.Workload;

/// Receives the progress of a run, on the thread that runs it.
public interface MeasurementListener {

  /// The measurement of this client begins.
  void began(String name, Workload workload);

  /// The measurement has ended. The sample says whether it succeeded.
  void ended(Sample sample);
}
