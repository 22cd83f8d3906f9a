package dev.multifetch.cli.get.network;

import dev.multifetch.FetchOptions;
import dev.multifetch.cli.console.Streams;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say whom to trust.
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class TrustOptions {

  private static final String WARNING =
      "--insecure: no server proves who it is, so anybody on the way can read and change what is"
          + " fetched";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      description = "Trust the PEM certificates in this file instead of the JDK's.")
  private @Nullable Path file;

  @Option(
      names = "--ca-native",
      description = "Trust the certificates that this system trusts instead of the JDK's.")
  private boolean systems;

  @Option(
      names = "--insecure",
      description = "Accept any certificate, for any host and any time. Only for tests.")
  private boolean insecure;

  private Optional<SSLContext> trusted = Optional.empty();

  /// @throws ParameterException if two options contradict each other, or the certificates cannot be
  ///   read
  public void check(Streams streams) {
    if (Stream.of(file != null, systems, insecure).filter(given -> given).count() > 1) {
      throw wrong("give only one of --cacert, --ca-native and --insecure");
    }
    if (file != null) {
      trusted = Optional.of(in(file));
    }
    if (systems) {
      trusted = Optional.of(ofSystem(streams.environment()));
    }
    if (insecure) {
      streams.say(WARNING);
    }
  }

  private SSLContext in(Path file) {
    try {
      return TrustedCertificates.in(file);
    } catch (IOException | GeneralSecurityException e) {
      throw wrong("--cacert " + e.getMessage());
    }
  }

  private SSLContext ofSystem(Map<String, String> environment) {
    try {
      return SystemCertificates.trusted(System.getProperty("os.name"), environment);
    } catch (Exception e) { // a store of another system may fail in many ways
      throw wrong("--ca-native: " + e.getMessage() + "; --cacert FILE names a file to trust");
    }
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(command.commandLine(), problem);
  }

  /// Adds what was asked for.
  public void addTo(FetchOptions.Builder options) {
    options.verifying(!insecure);
    if (!insecure) {
      options.sslContext(trusted.orElseGet(JdkTrust::new));
    }
  }
}
