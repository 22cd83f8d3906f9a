package dev.multifetch.results;

import java.time.Duration;
import java.util.List;

/// What decides how good a score can be in a workload.
public sealed interface Bound {

  /// The score of a client that only sends requests, or of a faster client: nobody knows how much
  /// more the server could give.
  ///
  /// @param score in the workload's unit
  /// @param slices its turns
  record Ceiling(double score, List<Slice> slices) implements Bound {}

  /// The limit that follows from the server's delays, computed.
  ///
  /// @param least the shortest possible time of a batch
  /// @param inFlight how many the plan allows at once; a client may use fewer
  record Ideal(Duration least, int inFlight) implements Bound {}

  /// In the unit of the workload's scores.
  default double value() {
    return switch (this) {
      case Ceiling(double score, _) -> score;
      case Ideal(Duration least, _) -> least.toNanos() / 1e9;
    };
  }
}
