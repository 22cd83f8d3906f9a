package dev.multifetch.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/// The options that say what is asked of each client, where a user wants it otherwise than the
/// workload.
@SuppressWarnings("NullAway.Init") // picocli sets them
final class LoadOptions {

  @Option(
      names = "--urls",
      paramLabel = "N",
      converter = Quantities.AtLeastOne.class,
      description = "URLs of one batch (default: as the workload has it).")
  private Optional<Integer> urls;

  @Option(
      names = "-j",
      paramLabel = "N",
      converter = Quantities.AtLeastOne.class,
      description = "How many URLs are at work at once (default: 64; fan-out 10000).")
  private Optional<Integer> inFlight;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "Of each response, in workloads that delay: 50ms, 1s (default: theirs).")
  private Optional<Duration> delay;

  @Option(
      names = "--body",
      paramLabel = "SIZE",
      converter = Quantities.MemorySize.class,
      description = "Of each response, but in large: 1KiB, 64k (default: 1KiB).")
  private Optional<Integer> body;

  OptionalInt urls() {
    return optional(urls);
  }

  OptionalInt inFlight() {
    return optional(inFlight);
  }

  Optional<Duration> delay() {
    return delay;
  }

  OptionalInt bodyBytes() {
    return optional(body);
  }

  private static OptionalInt optional(Optional<Integer> number) {
    return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
