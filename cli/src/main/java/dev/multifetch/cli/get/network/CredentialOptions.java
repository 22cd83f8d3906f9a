package dev.multifetch.cli.get.network;

import dev.multifetch.Credentials;
import dev.multifetch.FetchOptions;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say who asks.
@SuppressWarnings("NullAway.Init") // picocli sets them
public final class CredentialOptions {

  private static final String NO_TERMINAL =
      "-u has no password, and there is no terminal to ask: standard input and output must be one;"
          + " or use --netrc-file";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "-u",
      paramLabel = "USER[:PASSWORD]",
      description =
          "User name and password for the host of each URL, but not for another host to which a"
              + " redirect leads. Without a password, this asks for it.")
  private Optional<String> user;

  @Option(
      names = "--netrc",
      description =
          "Look user names and passwords up in ~/.netrc: for each host its own, after redirects as"
              + " well.")
  private boolean usualNetrc;

  @Option(names = "--netrc-file", paramLabel = "FILE", description = "The same with another file.")
  private @Nullable Path netrcFile;

  private Credentials credentials = Credentials.NONE;

  /// @param environment says where the home folder is
  /// @param known whether a header field says already who the user is
  /// @throws ParameterException if a password is missing, or a file cannot be used
  public void check(Map<String, String> environment, boolean known) {
    if (known && user.isPresent()) {
      throw wrong("-u and -H 'Authorization: ...' say the same: give one of them");
    }
    user = user.map(this::withPassword);
    Optional.ofNullable(netrcFile)
        .or(() -> usualNetrc ? Optional.of(usual(environment)) : Optional.empty())
        .ifPresent(file -> credentials = read(file));
  }

  private static Path usual(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".netrc");
  }

  private Credentials read(Path file) {
    try {
      return Netrc.read(file);
    } catch (IOException e) {
      throw wrong((netrcFile != null ? "--netrc-file: " : "--netrc: ") + e.getMessage());
    }
  }

  private String withPassword(String given) {
    if (given.contains(":")) {
      return given;
    }
    Console console =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .orElseThrow(() -> wrong(NO_TERMINAL));
    char[] password = console.readPassword("Password of %s: ", given);
    return given + ":" + (password == null ? "" : new String(password));
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(command.commandLine(), problem);
  }

  /// Adds what was asked for.
  public void addTo(FetchOptions.Builder options) {
    user.ifPresent(known -> options.header("Authorization", Credentials.basic(known)));
    options.credentials(credentials);
  }
}
