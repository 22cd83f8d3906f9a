package dev.multifetch.cli;

import java.nio.file.Path;
import java.util.Optional;

/// How a result is written on standard output.
interface Format {

  /// One line, without the line break.
  ///
  /// @param file where the body was saved
  String line(Result result, Optional<Path> file);
}
