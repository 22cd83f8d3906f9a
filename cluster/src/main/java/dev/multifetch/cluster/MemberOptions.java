package dev.multifetch.cluster;

import dev.multifetch.cli.console.FilePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The options that say where a member listens, whom it joins, and how it proves who it is.
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class MemberOptions {

  /// The variable of the environment with the secret.
  static final String VARIABLE = "MULTIFETCH_SECRET";

  private static final int SHORTEST_SECRET = 16;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS:PORT",
      converter = Place.class,
      description =
          "Listen here for other members, and nowhere else. The connections between members are not"
              + " encrypted, so this must be a loopback or private address.")
  private Optional<InetSocketAddress> listen;

  @Option(
      names = "--join",
      paramLabel = "ADDRESS:PORT",
      split = ",",
      converter = Place.class,
      description = "The members to join, separated by commas. Name all that may be there.")
  private List<InetSocketAddress> join = List.of();

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      converter = FilePath.class,
      description =
          "Only members with the same secret find together. The file has at least 16 characters, such"
              + " as from 'openssl rand -hex 32'. Without this option, the variable "
              + VARIABLE
              + " of the environment counts. Needed except on loopback addresses.")
  private @Nullable Path secretFile;

  Optional<InetSocketAddress> listen() {
    return listen;
  }

  List<InetSocketAddress> join() {
    return join;
  }

  /// The secret; empty if there is none.
  ///
  /// @param inEnvironment what the environment has as the secret, if it has one
  /// @throws ParameterException if there must be one, or it is too short
  String secret(Optional<String> inEnvironment) {
    String secret = read().or(() -> inEnvironment).orElse("").strip();
    boolean outside = listen.isPresent() && !listen.get().getAddress().isLoopbackAddress();
    if (secret.isEmpty() && outside) {
      throw wrong(
          "--listen: other machines can reach this address, so members must prove who they are: add"
              + " --secret-file FILE, or set "
              + VARIABLE);
    }
    if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
      throw wrong(
          "the secret must have %d characters or more, had %d"
              .formatted(SHORTEST_SECRET, secret.length()));
    }
    return secret;
  }

  private Optional<String> read() {
    try {
      return secretFile == null ? Optional.empty() : Optional.of(Files.readString(secretFile));
    } catch (IOException e) {
      throw wrong("--secret-file: cannot read " + secretFile + ": " + e.getMessage());
    }
  }

  ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /// `127.0.0.1:5701` or `[::1]:5701`.
  static final class Place implements ITypeConverter<InetSocketAddress> {

    @Override
    public InetSocketAddress convert(String text) {
      int colon = text.lastIndexOf(':');
      try {
        InetAddress address = InetAddress.ofLiteral(text.substring(0, Math.max(colon, 0)));
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port >= 1 && port <= 65_535) {
          return checked(new InetSocketAddress(address, port));
        }
      } catch (IllegalArgumentException wrong) {
        // said below
      }
      throw new TypeConversionException(
          "must be an IP address and a port, such as 127.0.0.1:5701, was " + text);
    }

    private static InetSocketAddress checked(InetSocketAddress place) {
      InetAddress address = place.getAddress();
      boolean uniqueLocal =
          address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
      if (address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || uniqueLocal) {
        return place;
      }
      throw new TypeConversionException(
          "must be a loopback or private address, because members talk without encryption, was "
              + address.getHostAddress()
              + ": connect the machines by a private network or a VPN such as WireGuard");
    }
  }
}
