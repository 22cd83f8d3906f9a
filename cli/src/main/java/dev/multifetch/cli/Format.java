package dev.multifetch.cli;

import java.nio.file.Path;
import java.util.Optional;

/// How a result is written on standard output.
interface Format {

  /// Mostly one line, with its line break. It is safe to print.
  ///
  /// @param file where the body was saved
  String text(Result result, Optional<Path> file);
}
