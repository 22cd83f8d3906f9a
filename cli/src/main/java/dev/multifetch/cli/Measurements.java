package dev.multifetch.cli;

import dev.multifetch.benchmarks.MeasurementPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// What measures: JMH, or in a test something that takes no time.
interface Measurements {

  /// The names that `--models` takes.
  List<String> names();

  /// The models, over each of their libraries.
  List<String> models();

  /// The models as shipped, in the order of their chapters.
  List<String> shipped();

  /// How many samples the plan leads to.
  int samples(MeasurementPlan plan);

  Duration estimate(MeasurementPlan plan);

  /// Measures, and tells the findings of each thing as soon as it is known.
  ///
  /// @throws IOException if it cannot go on; what was found before stays found
  /// @throws InterruptedException if this thread is interrupted, likewise
  void measure(MeasurementPlan plan, Findings findings) throws IOException, InterruptedException;
}
