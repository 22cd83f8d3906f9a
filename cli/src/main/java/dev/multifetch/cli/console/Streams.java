package dev.multifetch.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;

/// Where a command reads and writes: the process's own streams, or a test's.
///
/// @param in URLs, for `-i -`
/// @param out data; in UTF-8, whatever the locale
/// @param err progress, summary and errors
/// @param environment the variables that a user may set, such as `http_proxy`
public record Streams(
    InputStream in, Writer out, PrintWriter err, Map<String, String> environment) {

  public Streams(
      InputStream in, OutputStream out, PrintWriter err, Map<String, String> environment) {
    this(in, new BufferedWriter(new OutputStreamWriter(out, UTF_8)), err, environment);
  }

  /// The same, with other data.
  public Streams with(OutputStream data) {
    return new Streams(in, data, err, environment);
  }

  /// The same for the workshop, which names the command as the launcher was called.
  public dev.multifetch.workshop.command.Streams forWorkshop() {
    return new dev.multifetch.workshop.command.Streams(
        new BufferedReader(new InputStreamReader(in, UTF_8)),
        new PrintWriter(out, true),
        err,
        System.getProperty("multifetch.command", "multifetch") + " workshop");
  }

  /// Writes a message about the work to standard error.
  public void say(String words) {
    err.println("multifetch: " + Printable.escaped(words));
  }
}
