package dev.multifetch.cli.get.files;

import dev.multifetch.cli.console.FilePath;
import dev.multifetch.cli.console.Problems;
import dev.multifetch.cli.get.output.OutputOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The option that goes on with an earlier run.
@SuppressWarnings("NullAway.Init") // picocli sets these fields
public final class ResumeOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--resume",
      paramLabel = "RESULTS",
      converter = FilePath.Written.class,
      description =
          "Append the results to this file, as lines of --json, and write none to standard output."
              + " URLs that the file has as fetched are skipped, if their saved files are still there;"
              + " those that failed are tried again."
              + " So a run that was killed goes on where it was: repeat its command. The list must be"
              + " the same, and DIR a folder for this file alone.")
  private @Nullable Path results;

  public boolean asked() {
    return results != null;
  }

  /// Checks the file before anything is created.
  ///
  /// @param list the file that is read
  /// @param folder where bodies go
  /// @throws ParameterException if this run cannot append to it
  public void check(Optional<Path> list, Optional<Path> folder) {
    if (results != null) {
      try {
        check(results, list, folder);
      } catch (IOException e) {
        throw wrong(Problems.reason(e));
      }
    }
  }

  private void check(Path results, Optional<Path> list, Optional<Path> folder) throws IOException {
    boolean isNew = !Files.exists(results);
    if (!isNew && !Files.isRegularFile(results)) {
      throw wrong(results + " is not a file");
    }
    if (!isNew && list.filter(Files::exists).isPresent() && Files.isSameFile(results, list.get())) {
      throw wrong(results + " is what -i reads: name another file");
    }
    if (folder.isPresent() && isIn(folder.get(), results)) {
      throw wrong("%s is in %s: name a file elsewhere".formatted(results, folder.get()));
    }
    if (isNew && folder.isPresent() && hasFiles(folder.get())) {
      throw wrong(
          "%s is new, and %s has files of another run: name its results, or another folder"
              .formatted(results, folder.get()));
    }
  }

  private static boolean isIn(Path folder, Path file) {
    return file.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize());
  }

  private static boolean hasFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false; // the code that creates it sees what is there
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }

  /// Opens the results of the run before, if the user names them.
  ///
  /// @throws ParameterException if they cannot be written
  /// @throws Ledger.Mismatch if another run writes to them, or their last line is none
  public @Nullable Ledger open() {
    if (results == null) {
      return null;
    }
    try {
      return new Ledger(results);
    } catch (IOException e) {
      throw wrong(Problems.writing(results, e));
    }
  }

  /// Reads the results of the run before. A URL is done if it was fetched, its file is there if
  /// bodies are saved, and its record is in the archive if there is one.
  ///
  /// @param output says which status counts as a failure
  /// @throws Ledger.Mismatch if a line is not a result, or names a file elsewhere
  public void read(
      Ledger ledger, Optional<BodyFolder> bodies, boolean archives, OutputOptions output) {
    try {
      ledger.read(
          line ->
              bodies.map(folder -> folder.keeps(line)).orElse(true)
                  && (line.skipped() || (isAnswered(line, output) && isKept(line, archives))));
    } catch (IOException e) {
      throw wrong(Problems.reading(Path.of(ledger.toString()), e));
    }
  }

  private static boolean isAnswered(ResultLines.Line line, OutputOptions output) {
    return line.status() != 0 && !output.countsAsFailed(line.status());
  }

  private static boolean isKept(ResultLines.Line line, boolean archives) {
    return !archives || line.archived().isPresent();
  }

  public ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), "--resume: " + message);
  }
}
