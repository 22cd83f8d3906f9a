package dev.multifetch.cli.get.input;

import dev.multifetch.cli.console.Problems;
import dev.multifetch.cli.console.ProgressLine;
import dev.multifetch.cli.console.Quantities;
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
public final class InputOptions {

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
              + " and lines that begin with # are skipped. The file may be packed by gzip.")
  private @Nullable Path list; // not an Optional: shell completion works only for a plain Path

  @Option(
      names = "--input-format",
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}: how that file is written. Each line of jsonl is an object of"
              + " JSON. The first line of csv names the fields. --json then repeats each record"
              + " (default: csv or jsonl if the file's name ends so, else plain).")
  private Optional<ListFormat.Name> format;

  @Option(
      names = "--url-field",
      paramLabel = "NAME",
      defaultValue = "url",
      description = "The field of jsonl or csv that holds the URL (default: ${DEFAULT-VALUE}).")
  private String urlField;

  @Option(
      names = "--default-scheme",
      paramLabel = "SCHEME",
      description =
          "${COMPLETION-CANDIDATES}: goes before a URL without scheme, such as example.org/x"
              + " (default: none, and such a URL is invalid).")
  private Optional<Scheme> scheme;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description =
          "Longest time for all URLs together. After it no more URLs are read, and a message says"
              + " how far the list was read (default: none).")
  private Optional<Duration> deadline;

  /// Starts to read the URLs.
  ///
  /// @throws ParameterException if there is nothing to read
  public Inputs open(InputStream standardInput, ListFormat format) {
    if (urls.isEmpty() && list == null) {
      throw wrong("no URL: give one, or name a file of URLs with -i (- is standard input)");
    }
    return new Inputs(
        urls,
        stream(standardInput).map(stream -> new UrlList(stream, format)),
        new UrlText(scheme.map(Scheme::name)),
        deadline);
  }

  /// When to read no more, and end all URLs.
  public Optional<Duration> deadline() {
    return deadline;
  }

  /// How the list is written; each call returns a new one.
  public ListFormat format() {
    return format
        .or(() -> file().map(ListFormat.Name::of))
        .orElse(ListFormat.Name.plain)
        .open(urlField);
  }

  private Optional<InputStream> stream(InputStream standardInput) {
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
  public Optional<Path> source() {
    return STANDARD_INPUT.equals(list)
        ? Optional.of(STANDARD_INPUT_FILE).filter(Files::exists)
        : Optional.ofNullable(list);
  }

  /// Tells a progress bar how many URLs there are, if that can be known.
  public void announceTo(ProgressLine line) {
    if (list == null) {
      line.expect(urls.size());
    } else {
      file() // a pipe can be read only once
          .filter(Files::isRegularFile)
          .ifPresent(file -> line.expect(() -> urls.size() + UrlList.count(file, format())));
    }
  }

  /// How many URLs of the arguments and the file were not taken, in words; nothing if this cannot
  /// be known.
  public String notBegun(Inputs inputs) {
    Optional<Path> countable = file().filter(Files::isRegularFile);
    if (list != null && countable.isEmpty()) {
      return ""; // standard input or a pipe, which can be read only once
    }
    try {
      long all = urls.size() + (countable.isEmpty() ? 0 : UrlList.count(countable.get(), format()));
      return ", %d were not begun".formatted(all - inputs.taken());
    } catch (IOException _) {
      return "";
    }
  }

  public ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /// The schemes that can be fetched, as a user names them.
  private enum Scheme {
    http,
    https
  }
}
