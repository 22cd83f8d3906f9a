package dev.multifetch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The options that say which URLs to fetch.
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class InputOptions {

  private static final Path STANDARD_INPUT = Path.of("-");
  private static final Path STANDARD_INPUT_FILE = Path.of("/dev/stdin"); // its result

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(paramLabel = "URL", description = "URLs to fetch, before those that -i names.")
  private List<String> urls = List.of();

  @Option(
      names = "-i",
      paramLabel = "FILE",
      description =
          "Read URLs from this file (- is standard input), one on each line; blank lines"
              + " and lines that begin with # are skipped.")
  private @Nullable Path list; // not an Optional: shell completion works only for a plain Path

  /// Starts to read the URLs.
  ///
  /// @param deadline when to read no more, counted from here
  /// @throws ParameterException if there is nothing to read
  Inputs open(InputStream standardInput, Optional<Duration> deadline) {
    if (urls.isEmpty() && list == null) {
      throw wrong("no URL: give one, or name a file of URLs with -i (- is standard input)");
    }
    return new Inputs(urls, lines(standardInput), deadline);
  }

  private Optional<InputStream> lines(InputStream standardInput) {
    return STANDARD_INPUT.equals(list) ? Optional.of(standardInput) : file().map(this::open);
  }

  private InputStream open(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new IOException("it is a folder");
      }
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw wrong("-i: " + Problems.reading(file, e));
    }
  }

  /// The file of URLs, unless that is standard input.
  Optional<Path> file() {
    return STANDARD_INPUT.equals(list) ? Optional.empty() : Optional.ofNullable(list);
  }

  /// The name of the stream that is read after the arguments, if there is one.
  Optional<Path> source() {
    return STANDARD_INPUT.equals(list)
        ? Optional.of(STANDARD_INPUT_FILE).filter(Files::exists)
        : Optional.ofNullable(list);
  }

  /// How many URLs there are besides those in the file; empty if this cannot be known.
  Optional<Integer> beside() {
    return STANDARD_INPUT.equals(list) ? Optional.empty() : Optional.of(urls.size());
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
