package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.cli.compare.Measurements;
import dev.multifetch.cli.compare.RealMeasurements;
import dev.multifetch.cli.console.Streams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The command line, run inside the test's own process: how it ended and what it said.
public record Ran(int exitCode, List<String> out, String err) {

  static Ran multifetch(String... arguments) {
    return multifetch(InputStream.nullInputStream(), new ByteArrayOutputStream(), arguments);
  }

  static Ran withInput(String lines, String... arguments) {
    InputStream in = new ByteArrayInputStream(lines.getBytes(UTF_8));
    return multifetch(in, new ByteArrayOutputStream(), arguments);
  }

  static Ran multifetch(InputStream in, OutputStream out, String... arguments) {
    return measuring(new RealMeasurements("multifetch"), in, out, arguments);
  }

  /// In a process with these environment variables and no others.
  static Ran withEnvironment(Map<String, String> environment, String... arguments) {
    return run(
        new RealMeasurements("multifetch"),
        InputStream.nullInputStream(),
        new ByteArrayOutputStream(),
        environment,
        arguments);
  }

  public static Ran measuring(
      Measurements measurements, InputStream in, OutputStream out, String... arguments) {
    return run(measurements, in, out, Map.of(), arguments);
  }

  private static Ran run(
      Measurements measurements,
      InputStream in,
      OutputStream out,
      Map<String, String> environment,
      String... arguments) {
    StringWriter err = new StringWriter();
    Streams streams = new Streams(in, out, new PrintWriter(err, true), environment);
    int exitCode = Multifetch.commandLine(streams, measurements).execute(arguments);
    return new Ran(exitCode, out.toString().lines().toList(), err.toString());
  }

  /// What came out, of which each line is JSON.
  List<JsonNode> json() {
    JsonMapper mapper = new JsonMapper();
    return out.stream().map(mapper::readTree).toList();
  }
}
