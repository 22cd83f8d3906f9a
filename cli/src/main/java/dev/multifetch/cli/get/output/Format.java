package dev.multifetch.cli.get.output;

/// How a result is written on standard output.
public interface Format {

  /// Mostly one line, with its line break. It is safe to print.
  String text(Ended ended);

  /// Whether the text says in words why a URL failed.
  default boolean hasDetails() {
    return false;
  }
}
