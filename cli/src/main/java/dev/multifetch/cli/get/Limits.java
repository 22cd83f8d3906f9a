package dev.multifetch.cli.get;

import dev.multifetch.BodyHandler;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.Politeness;
import dev.multifetch.cli.console.Obstacles;
import dev.multifetch.cli.console.Quantities;
import dev.multifetch.cli.get.network.HeaderField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The limits that every model keeps, as a user types them.
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class Limits {

  private static final long LARGEST = 16 << 20; // nobody reads the bytes
  private static final long LARGEST_SAVED = 1 << 30; // 1 MiB in gzip can become as much
  private static final int USUAL_IN_FLIGHT = 64;
  private static final Duration STALL = Duration.ofSeconds(30);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "-j",
      paramLabel = "N",
      converter = Quantities.AtLeastOne.class,
      description =
          "How many URLs to fetch at once (default: 64, or as many as the limit on open files"
              + " allows).")
  private Optional<Integer> maxInFlight;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = Quantities.TimeOrNone.class,
      description =
          "Longest time for one attempt at a URL, from its start to its last byte, with redirects:"
              + " 500ms, 30s, 2m, 1h; or none, for long downloads, which --stall-timeout then ends"
              + " when they stop"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Option(
      names = "--stall-timeout",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description =
          "Longest time in which no byte comes for a URL"
              + " (default: no limit; with --timeout none 30s).")
  private Optional<Duration> stallTimeout;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Quantities.Time.class,
      description = "Longest time to set up one connection (default: ${DEFAULT-VALUE}).")
  private Duration connectTimeout;

  @Option(
      names = "--max-body",
      paramLabel = "SIZE",
      converter = Quantities.SizeOrNone.class,
      description =
          "The largest body accepted, after decoding: 16MiB, 64k, 1000; or none"
              + " (default: 16MiB; with --output-dir or --warc 1GiB).")
  private Optional<Long> maxBodyBytes;

  @Option(
      names = "--head",
      description = "Ask for the heads of responses alone, with the method HEAD.")
  private boolean headOnly;

  @Option(
      names = "--raw",
      description = "Save bodies as sent: ask for no compression, and undo none.")
  private boolean raw;

  @Option(
      names = "--max-redirects",
      paramLabel = "N",
      defaultValue = "10",
      converter = Quantities.AtLeastZero.class,
      description =
          "How many redirects to follow for one URL; 0 shows the redirect itself"
              + " (default: ${DEFAULT-VALUE}).")
  private int maxRedirects;

  @Option(
      names = "-H",
      paramLabel = "'NAME: VALUE'",
      converter = HeaderField.class,
      description = "A header field for every request; may be given more than once.")
  private List<Headers.Field> headers = List.of();

  private int inFlight;

  /// Checks that this process may open enough files for so many URLs at once. Without this check,
  /// the failures would look like the servers' fault.
  ///
  /// @param saving whether each URL needs a file besides its connection
  /// @throws ParameterException if this process may not have as many files open
  public void check(boolean saving) {
    if (headOnly && saving) {
      throw wrong("--head asks for no bodies: leave out --head, or --output-dir and --warc");
    }
    int files = saving ? 1 : 0;
    long most = Obstacles.mostInFlight(files, Obstacles.openFilesAllowed());
    inFlight = maxInFlight.orElse(Math.clamp(most, 1, USUAL_IN_FLIGHT));
    Obstacles.before(inFlight, files)
        .ifPresent(
            problem -> {
              throw wrong(problem);
            });
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(command.commandLine(), problem);
  }

  /// How many redirects to follow for one URL.
  public int maxRedirects() {
    return maxRedirects;
  }

  /// Whether a header field with a password or a cookie is among those for every request.
  public boolean hasCredentials() {
    return headers.stream().anyMatch(Headers.Field::secret);
  }

  /// Whether a header field for every request says who the user is.
  boolean authorizes() {
    return headers.stream().anyMatch(field -> field.name().equalsIgnoreCase("Authorization"));
  }

  /// @param bodies where bodies go; if empty, they are only counted
  /// @param archives whether bodies go to an archive, which has them as sent
  public FetchOptions.Builder options(
      Politeness politeness, Optional<BodyHandler> bodies, boolean archives) {
    FetchOptions.Builder options =
        FetchOptions.builder()
            .maxInFlight(inFlight)
            .timeout(timeout)
            .connectTimeout(connectTimeout)
            .maxBodyBytes(maxBodyBytes.orElse(bodies.isPresent() ? LARGEST_SAVED : LARGEST))
            .bodies(bodies.orElse(BodyHandler.discarding()))
            .headOnly(headOnly)
            .decoding(!raw && !archives)
            .maxRedirects(maxRedirects)
            .headers(new Headers(headers))
            .politeness(politeness);
    stallTimeout
        .or(() -> Quantities.TimeOrNone.isNone(timeout) ? Optional.of(STALL) : Optional.empty())
        .ifPresent(options::stallTimeout);
    return options;
  }
}
