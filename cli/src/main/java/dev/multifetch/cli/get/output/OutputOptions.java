package dev.multifetch.cli.get.output;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.multifetch.cli.console.FilePath;
import dev.multifetch.cli.console.Problems;
import dev.multifetch.cli.get.input.ListFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say what to write, and where.
@SuppressWarnings("NullAway.Init") // picocli sets these fields
public final class OutputOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(names = "--json", description = "Write one line of JSON for each URL.")
  private boolean json;

  @Option(
      names = "--fail",
      description = "Count a status of 400 or more as a failure, and save no such body.")
  private boolean fail;

  @Option(
      names = "--save-failed",
      paramLabel = "FILE",
      converter = FilePath.Written.class,
      description = "Write the URLs that failed to this file, which -i can read.")
  private @Nullable Path failedUrls;

  @Option(
      names = "--quiet",
      description =
          "Show no progress, and at the end no summary unless --summary asks for one: only errors"
              + " (on standard error).")
  private boolean quiet;

  @Option(names = "--no-progress", description = "Show no progress bar.")
  private boolean noProgress;

  public boolean json() {
    return json;
  }

  public boolean countsAsFailed(int status) {
    return fail && status >= 400;
  }

  public boolean showsSummary() {
    return !quiet;
  }

  public boolean showsProgress() {
    return !quiet && !noProgress;
  }

  /// Checks that `--save-failed` does not name the file that is read. Call this before the file is
  /// read: standard input is closed at its end, and then leads to no file.
  ///
  /// @throws ParameterException if it names that file
  public void checkFailedUrls(Optional<Path> input) {
    try {
      if (failedUrls != null
          && input.isPresent()
          && Files.isRegularFile(failedUrls)
          && Files.exists(input.get()) // if missing: the code that opens it will say so
          && Files.isSameFile(failedUrls, input.get())) {
        throw wrong("--save-failed: " + failedUrls + " is what -i reads: name another file");
      }
    } catch (IOException e) {
      throw wrong("--save-failed: " + Problems.reason(e));
    }
  }

  /// Opens the file for the URLs that failed, if the user names one.
  ///
  /// @param format how the list is written that is read
  /// @throws ParameterException if the file cannot be written
  public FailedUrls openFailedUrls(ListFormat format) {
    return new FailedUrls(
        failedUrls == null ? OutputStream.nullOutputStream() : open(failedUrls), format);
  }

  private OutputStream open(Path failedUrls) {
    try {
      if (Files.exists(failedUrls) && !Files.isRegularFile(failedUrls)) {
        return Files.newOutputStream(failedUrls); // a pipe or a device
      }
      FileChannel file = FileChannel.open(failedUrls, CREATE, WRITE);
      if (isTaken(file)) {
        throw wrong("--save-failed: another run writes to " + failedUrls + ": name another file");
      }
      return Channels.newOutputStream(file.truncate(0));
    } catch (IOException e) {
      throw wrong("--save-failed: " + Problems.writing(failedUrls, e));
    }
  }

  /// Whether another run has the file. The lock ends with the process, if not before.
  public static boolean isTaken(FileChannel file) {
    try {
      return file.tryLock() == null;
    } catch (OverlappingFileLockException _) { // a run in this JVM
      return true;
    } catch (IOException _) { // this file system knows no locks
      return false;
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
