package dev.multifetch.cli.compare;

import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// Measures the clients: for real, or in a test with something that takes no time.
public interface Measurements {

  /// The names that `--models` takes.
  List<String> names();

  /// The models, over each of their libraries.
  List<String> models();

  /// The models over their usual library, in the order of their chapters.
  List<String> shipped();

  /// How many clients have a JVM of their own, all at the same time.
  int jvms(MeasurementPlan plan);

  /// How long the plan takes on a quiet machine.
  Duration estimate(MeasurementPlan plan);

  /// Measures, and gives each finding to `findings` as soon as it is known.
  ///
  /// @throws IOException if it cannot go on; earlier findings stay
  /// @throws InterruptedException if this thread is interrupted; earlier findings stay
  void measure(MeasurementPlan plan, Findings findings) throws IOException, InterruptedException;

  /// Draws a flame graph of each client, and tells the listener after each.
  ///
  /// @throws IOException if it cannot go on; earlier flame graphs stay
  /// @throws InterruptedException if this thread is interrupted; earlier flame graphs stay
  void profile(MeasurementPlan plan, Path folder, Consumer<Profile> listener)
      throws IOException, InterruptedException;
}
