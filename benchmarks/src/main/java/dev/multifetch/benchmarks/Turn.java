package dev.multifetch.benchmarks;

import java.util.Map;

/// What a [ContestantMain] says of one turn.
///
/// @param score in the workload's unit; NaN if the turn failed
/// @param figures the turn's further figures
/// @param compiling for what share of the turn the JVM compiled code; above 1 if two compilers did
/// @param failure why it failed; empty if it did not
record Turn(double score, Map<Figure, Double> figures, double compiling, String failure) {

  Turn {
    figures = Map.copyOf(figures);
  }

  static Turn failed(String reason) {
    return new Turn(Double.NaN, Map.of(), 0, reason);
  }
}
