package dev.multifetch.cli.compare;

import dev.multifetch.cli.console.Quantities;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/// The options that change the load of a workload: URLs, concurrency, delay and size.
@SuppressWarnings("NullAway.Init") // picocli sets them
final class LoadOptions {

  @Option(
      names = "--urls",
      paramLabel = "N",
      converter = Quantities.AtLeastOne.class,
      description = "URLs in one batch (default: the workload's).")
  private Optional<Integer> urls;

  @Option(
      names = "-j",
      paramLabel = "N",
      converter = Quantities.AtLeastOne.class,
      description = "How many URLs to fetch at once (default: 64; fan-out 10000, page 6).")
  private Optional<Integer> inFlight;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description =
          "Delay of each response, in workloads that have one: 50ms, 1s (default: the workload's).")
  private Optional<Duration> delay;

  @Option(
      names = "--body",
      paramLabel = "SIZE",
      converter = Quantities.MemorySize.class,
      description = "Size of each response, except in large and page: 1KiB, 64k (default: 1KiB).")
  private Optional<Integer> body;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Decides what is drawn: the delays of tail, page and the report's timelines"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

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

  long seed() {
    return seed;
  }

  private static OptionalInt optional(Optional<Integer> number) {
    return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
