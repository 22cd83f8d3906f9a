package dev.multifetch.cli;

import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.Politeness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that every model keeps, as a user types them.
@SuppressWarnings("NullAway.Init") // picocli sets them
final class Limits {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "-j",
      paramLabel = "N",
      defaultValue = "64",
      converter = Quantities.AtLeastOne.class,
      description = "How many URLs are at work at once (default: ${DEFAULT-VALUE}).")
  private int maxInFlight;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = Quantities.Time.class,
      description =
          "For one URL, from its start to its last byte, redirects and all: 500ms, 30s, 2m, 1h"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Option(
      names = "--connect-timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Quantities.Time.class,
      description = "For one connection to be there (default: ${DEFAULT-VALUE}).")
  private Duration connectTimeout;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "For all URLs together (default: none).")
  private Optional<Duration> deadline;

  @Option(
      names = "--max-body",
      paramLabel = "SIZE",
      defaultValue = "16MiB",
      converter = Quantities.Size.class,
      description =
          "The largest body accepted, after decoding: 16MiB, 64k, 1000 (default: ${DEFAULT-VALUE}).")
  private int maxBodyBytes;

  @Option(
      names = "--max-redirects",
      paramLabel = "N",
      defaultValue = "10",
      converter = Quantities.AtLeastZero.class,
      description =
          "How many redirects of one URL are followed; 0 shows the redirect itself"
              + " (default: ${DEFAULT-VALUE}).")
  private int maxRedirects;

  @Option(
      names = "-H",
      paramLabel = "'NAME: VALUE'",
      converter = HeaderField.class,
      description = "A header field for every request; may be given more than once.")
  private List<Headers.Field> headers = List.of();

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      converter = TrustedCertificates.class,
      description = "PEM certificates to trust instead of those that the JDK trusts.")
  private Optional<SSLContext> trusted;

  /// Looks whether so many URLs can be at work at once: servers would be blamed for what fails.
  /// What is not asked for is no mistake: hardly a server sends what the defaults allow at most.
  ///
  /// @throws ParameterException if this process may not have as many files open, or as much memory
  void check(boolean savesBodies) {
    Obstacles.before(maxInFlight).ifPresent(this::refuse);
    if (isGiven("--max-body") && !savesBodies) {
      long heap = Runtime.getRuntime().maxMemory();
      Obstacles.tooLargeBodies(isGiven("-j") ? maxInFlight : 1, maxBodyBytes, heap)
          .ifPresent(this::refuse);
    }
  }

  private boolean isGiven(String option) {
    return command.commandLine().getParseResult().hasMatchedOption(option);
  }

  private void refuse(String problem) {
    throw new ParameterException(command.commandLine(), problem);
  }

  FetchOptions options(Politeness politeness) {
    FetchOptions.Builder options =
        FetchOptions.builder()
            .maxInFlight(maxInFlight)
            .timeout(timeout)
            .connectTimeout(connectTimeout)
            .maxBodyBytes(maxBodyBytes)
            .maxRedirects(maxRedirects)
            .headers(new Headers(headers))
            .politeness(politeness);
    deadline.ifPresent(options::deadline);
    trusted.ifPresent(options::sslContext);
    return options.build();
  }
}
