package dev.multifetch.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What a program prints until it ends, its errors included.
final class Printout {

  private static final int PATIENCE = 120; // seconds

  private Printout() {}

  static List<String> of(ProcessBuilder program) throws IOException, InterruptedException {
    Path file = Files.createTempFile("printout", ".txt");
    try {
      Process process = program.redirectErrorStream(true).redirectOutput(file.toFile()).start();
      try {
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).as("ends").isTrue();
      } finally {
        process.destroyForcibly();
      }
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } finally {
      Files.delete(file);
    }
  }
}
