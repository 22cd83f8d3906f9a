package dev.multifetch.cli.compare;

import dev.multifetch.cli.console.Problems;
import dev.multifetch.results.Results;
import dev.multifetch.results.ResultsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/// Reads the results of an earlier run.
final class EarlierRun {

  private EarlierRun() {}

  /// @throws IOException if it has none; the message goes on after an option's name
  static Results in(Path file) throws IOException {
    try {
      return ResultsJson.read(Files.readString(file));
    } catch (IOException e) {
      throw new IOException(Problems.reading(file, e), e);
    } catch (JacksonException e) {
      throw new IOException(file + " is not what --export-json writes", e);
    }
  }
}
