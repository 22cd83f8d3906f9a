package dev.multifetch.cli;

import dev.multifetch.Fetched;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that say what is written where.
@SuppressWarnings("NullAway.Init") // picocli sets them
final class OutputOptions {

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      description = "Save each body in this folder, as 000017-name.ext.")
  Optional<Path> folder;

  @Option(names = "--json", description = "Write a line of JSON for each URL.")
  boolean json;

  @Option(names = "--fail", description = "A status of 400 and up counts as failed.")
  private boolean fail;

  @Option(
      names = "--save-failed",
      paramLabel = "FILE",
      description = "Write the URLs that failed to this file, to be read with -i.")
  Optional<Path> failedUrls;

  @Option(
      names = "--quiet",
      description = "No progress and no summary: errors only, on standard error.")
  boolean quiet;

  @Option(names = "--no-progress", description = "No progress bar.")
  private boolean noProgress;

  boolean showsProgress() {
    return !quiet && !noProgress;
  }

  boolean countsAsFailed(Fetched fetched) {
    return fail && fetched.status() >= 400;
  }
}
