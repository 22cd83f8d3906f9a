package dev.multifetch.benchmarks;

import dev.multifetch.results.Sample;
import dev.multifetch.results.Workload;

/// Is told how far a run has come, on the thread that runs it.
public interface MeasurementListener {

  /// This is being measured from now on.
  void began(String name, Workload workload);

  /// It has been measured, or not, as the sample says.
  void ended(Sample sample);
}
