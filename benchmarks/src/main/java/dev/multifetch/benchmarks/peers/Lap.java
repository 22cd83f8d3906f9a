package dev.multifetch.benchmarks.peers;

import dev.multifetch.results.Workload;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// One batch, as a program reports it.
///
/// @param ok how many URLs came with status 200 and a whole body
/// @param failed how many did not
/// @param bytes of all bodies
/// @param seconds from the first URL to the last outcome
/// @param cpuSeconds that the process used for it; NaN if unknown
/// @param residentKib the most memory that the process ever had; NaN if unknown
record Lap(
    long ok, long failed, long bytes, double seconds, double cpuSeconds, double residentKib) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /// Reads a line that a program printed.
  ///
  /// @throws IOException if the line has another form
  static Lap parse(String line) throws IOException {
    Lap lap;
    try {
      lap = JSON.readValue(line, Lap.class);
    } catch (JacksonException nonsense) {
      throw new IOException("it printed \"" + Command.shortened(line) + "\"", nonsense);
    }
    if (lap == null || lap.seconds <= 0 || lap.ok < 0 || lap.failed < 0) {
      throw new IOException("it printed \"" + Command.shortened(line) + "\"");
    }
    return lap;
  }

  long urls() {
    return ok + failed;
  }

  /// The score, in the workload's unit.
  double score(Workload workload) {
    return switch (workload.unit()) {
      case "requests/s" -> urls() / seconds;
      case "MiB/s" -> bytes / seconds / (1 << 20);
      case "s" -> seconds;
      default -> throw new IllegalArgumentException("no program is measured in " + workload.unit());
    };
  }
}
