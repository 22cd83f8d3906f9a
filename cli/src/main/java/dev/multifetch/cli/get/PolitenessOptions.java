package dev.multifetch.cli.get;

import dev.multifetch.Politeness;
import dev.multifetch.cli.console.Quantities;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that limit the load on servers, and say what to try again.
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class PolitenessOptions {

  @Option(
      names = "--per-host",
      paramLabel = "N",
      converter = Quantities.AtLeastOne.class,
      description =
          "How many URLs to fetch at once from one host (scheme, name and port)"
              + " (default: as many as -j; with --delay 1).")
  private Optional<Integer> perHost;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "How long to pause at a host after each response (default: no pause).")
  private Optional<Duration> delay;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      converter = Quantities.Rate.class,
      description =
          "How many URLs to begin at most, for all hosts together: 100/s, 30/m, 1000/h"
              + " (default: no limit).")
  private Optional<Duration> interval;

  @Option(
      names = "--retry",
      paramLabel = "N",
      defaultValue = "0",
      converter = Quantities.AtLeastZero.class,
      description =
          "How often to try a URL again after 429 or 503, when its host's Retry-After allows it,"
              + " or after a connection failed, was lost or took too long"
              + " (default: ${DEFAULT-VALUE}).")
  private int retries;

  @Option(
      names = "--retry-max-time",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = Quantities.Time.class,
      description =
          "How long after a URL's first attempt a retry may begin (default: ${DEFAULT-VALUE}).")
  private Duration retryTime;

  /// What they ask for.
  public Politeness asked() {
    return new Politeness(
        perHost.orElse(delay.isPresent() ? 1 : Politeness.NONE.perOrigin()),
        delay.orElse(Politeness.NONE.delay()),
        interval.orElse(Politeness.NONE.interval()),
        (int) Math.min(retries + 1L, Integer.MAX_VALUE),
        Politeness.NONE.longestPause(),
        retryTime);
  }
}
