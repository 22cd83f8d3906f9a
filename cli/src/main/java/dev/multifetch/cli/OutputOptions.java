package dev.multifetch.cli;

import dev.multifetch.Fetched;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say what is written where.
@SuppressWarnings("NullAway.Init") // picocli sets what has no value
final class OutputOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      description =
          "Save each body in this folder, as 000017-name.ext. What is there stays: the numbers go"
              + " on behind it.")
  private @Nullable Path folder;

  @Option(names = "--json", description = "Write a line of JSON for each URL.")
  private boolean json;

  @Option(names = "--fail", description = "A status of 400 and up counts as failed.")
  private boolean fail;

  @Option(
      names = "--save-failed",
      paramLabel = "FILE",
      description = "Write the URLs that failed to this file, to be read with -i.")
  private @Nullable Path failedUrls;

  @Option(
      names = "--quiet",
      description = "No progress and no summary: errors only, on standard error.")
  private boolean quiet;

  @Option(names = "--no-progress", description = "No progress bar.")
  private boolean noProgress;

  boolean json() {
    return json;
  }

  boolean countsAsFailed(Fetched fetched) {
    return fail && fetched.status() >= 400;
  }

  boolean showsSummary() {
    return !quiet;
  }

  boolean showsProgress() {
    return !quiet && !noProgress;
  }

  /// @throws ParameterException if the folder is not there and cannot be made
  Optional<BodyFolder> openFolder() {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BodyFolder(folder));
    } catch (IOException e) {
      throw wrong("--output-dir: " + Problems.writing(folder, e));
    }
  }

  /// Looks whether what failed would be written over what is read. To be asked before it is read:
  /// standard input that has been read to its end is closed, and leads to no file any more.
  ///
  /// @throws ParameterException if it is that file
  void checkFailedUrls(Optional<Path> input) {
    try {
      if (failedUrls != null
          && input.isPresent()
          && Files.isRegularFile(failedUrls)
          && Files.exists(input.get()) // else the code that opens it will say so
          && Files.isSameFile(failedUrls, input.get())) {
        throw wrong("--save-failed: " + failedUrls + " is what -i reads; name another file");
      }
    } catch (IOException e) {
      throw wrong("--save-failed: " + Problems.reason(e));
    }
  }

  /// Opens what the URLs that failed are written to, if anything.
  ///
  /// @throws ParameterException if it cannot be written
  OutputStream openFailedUrls() {
    if (failedUrls == null) {
      return OutputStream.nullOutputStream();
    }
    try {
      return Files.newOutputStream(failedUrls);
    } catch (IOException e) {
      throw wrong("--save-failed: " + Problems.writing(failedUrls, e));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
