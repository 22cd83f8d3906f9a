package dev.multifetch.cli.get.output;

import dev.multifetch.DecisionListener;
import dev.multifetch.cli.console.FilePath;
import dev.multifetch.cli.console.Problems;
import dev.multifetch.cli.console.Streams;
import dev.multifetch.cli.get.input.ListFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say how to tell what came of the URLs.
@SuppressWarnings("NullAway.Init") // picocli sets these fields
public final class ReportOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--write-out",
      paramLabel = "TEMPLATE",
      converter = WriteOut.Reader.class,
      description =
          "Write this for each URL: text with {url} {final_url} {status} {kind} {bytes} {ms}"
              + " {first_byte_ms} {attempts} {file} {index}, \\n and \\t. A field without value is"
              + " -, such as the status of a URL that failed.")
  private Optional<WriteOut> template;

  @Option(
      names = "--summary",
      description =
          "At the end, also count the URLs of each status, kind of failure and host, and name the"
              + " slowest ten.")
  private boolean breakdown;

  @Option(
      names = {"-v", "--verbose"},
      description =
          "Say on standard error, step by step, what is decided about each URL. Each line begins"
              + " with the seconds since the start.")
  private boolean verbose;

  @Option(
      names = "--fail-early",
      description =
          "End the run at the first failure. URLs in flight are CANCELLED, and a message says how"
              + " many were not begun.")
  private boolean failEarly;

  @Option(
      names = "--warc",
      paramLabel = "FILE",
      converter = FilePath.Written.class,
      description =
          "Also write the responses to a new web archive, packed if its name ends in .gz. Asks for"
              + " no compression, as --raw does. With --resume, goes on with the archive of that"
              + " run.")
  private @Nullable Path warc;

  public boolean archives() {
    return warc != null;
  }

  /// Opens the archive, if the user names one.
  ///
  /// @param last its last record that the results of the run before name
  /// @throws ParameterException if it cannot be created, or is not the archive of that run
  public Optional<WarcFile> openArchive(Optional<WarcPlace> last) {
    if (warc == null) {
      return Optional.empty();
    }
    if (last.isPresent() && !last.get().isIn(warc)) {
      throw wrong(
          "--warc: %s is not the archive of these results: name the archive of that run, or another"
                  .formatted(warc)
              + " file of results");
    }
    try {
      return Optional.of(new WarcFile(warc, last));
    } catch (IOException e) {
      throw wrong(
          "--warc: "
              + Problems.writing(warc, e)
              + ": name a new file, or delete this one if a killed run left it");
    }
  }

  private ParameterException wrong(String problem) {
    return new ParameterException(command.commandLine(), problem);
  }

  /// @throws ParameterException if the user asks for two formats
  public Format format(boolean json, ListFormat list) {
    if (json && template.isPresent()) {
      throw wrong(
          "--write-out: --json, which --resume implies, is another format: leave one of them out");
    }
    if (template.isPresent()) {
      return template.get();
    }
    return json ? new JsonFormat(list) : new TextFormat();
  }

  /// Whether the user asks for the summary with its tables, which no other option then silences.
  public boolean breaksDown() {
    return breakdown;
  }

  public Summary summary() {
    return new Summary(breakdown ? Optional.of(new Breakdown()) : Optional.empty());
  }

  public Optional<DecisionListener> decisions(Streams streams) {
    return verbose ? Optional.of(new Steps(streams)) : Optional.empty();
  }

  /// Whether a progress bar is of use.
  public boolean leavesRoomForProgress() {
    return !verbose;
  }

  public boolean failEarly() {
    return failEarly;
  }
}
