package dev.multifetch.workshop.command;

import java.io.BufferedReader;
import java.io.PrintWriter;

/// Where a command reads and writes: the process's own streams, or a test's.
///
/// @param in what the learner types
/// @param out what the learner reads
/// @param err errors
/// @param command what the learner types to begin a command of the workshop, such as `./multifetch
///   workshop`
public record Streams(BufferedReader in, PrintWriter out, PrintWriter err, String command) {

  /// For a launcher that is on the PATH.
  public Streams(BufferedReader in, PrintWriter out, PrintWriter err) {
    this(in, out, err, "multifetch workshop");
  }
}
