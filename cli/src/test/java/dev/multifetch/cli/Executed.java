package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// A command run as a process of its own: how it ended and what it said.
record Executed(int exitCode, String out, String err) {

  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  static final Path JAR = Path.of(System.getProperty("multifetch.jar", "missing"));

  /// Runs it to its end, with its output in files of this folder.
  static Executed run(ProcessBuilder command, Path folder)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process = command.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Executed(process.waitFor(), Files.readString(out, UTF_8), Files.readString(err));
  }
}
