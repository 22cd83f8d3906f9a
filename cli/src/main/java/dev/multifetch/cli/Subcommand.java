package dev.multifetch.cli;

import dev.multifetch.cli.console.Streams;

/// A subcommand that another jar brings along; found with [java.util.ServiceLoader].
public interface Subcommand {

  /// Its name on the command line.
  String name();

  /// A new object that picocli reads: its options are fields, and `call` runs it.
  Object command(Streams streams);
}
