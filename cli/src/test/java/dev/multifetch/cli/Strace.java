package dev.multifetch.cli;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// strace, attached to all threads of a process and to those that they begin. Closing detaches it.
final class Strace implements AutoCloseable {

  private static final int PATIENCE = 20; // seconds; a busy machine takes two

  private final Process process;

  private Strace(Process process) {
    this.process = process;
  }

  /// Attaches it, and returns when all threads are traced.
  ///
  /// @param calls to write down, with commas between them
  /// @param injection as its option `--inject` has it, or nothing
  static Strace attach(long pid, String calls, String injection, Path log)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-y"));
    command.addAll(List.of("--trace=" + calls, "-o", log.toString()));
    if (!injection.isEmpty()) {
      command.add("--inject=" + injection);
    }
    command.addAll(List.of("-p", Long.toString(pid)));
    Path said = log.resolveSibling("strace.err");
    Process process = start(command, said);
    Strace strace = new Strace(process);
    long deadline = System.nanoTime() + SECONDS.toNanos(PATIENCE);
    while (!isTraced(pid)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        strace.close();
        throw new IllegalStateException(
            "strace does not attach; is ptrace allowed here? " + Files.readString(said));
      }
      Thread.sleep(1); // the kernel tells nobody; the deadline bounds it
    }
    return strace;
  }

  private static Process start(List<String> command, Path said) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("no strace: install it, or leave out -Psyscalls", e);
    }
  }

  private static boolean isTraced(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return threads.allMatch(Strace::isTraced);
    }
  }

  private static boolean isTraced(Path thread) {
    try {
      return Files.readAllLines(thread.resolve("status")).stream()
          .anyMatch(line -> line.startsWith("TracerPid:") && !line.endsWith("\t0"));
    } catch (IOException ended) {
      return true; // or it would be
    }
  }

  /// What one has seen that is closed by now, a line for each call.
  static List<String> calls(Path log) throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy(); // SIGTERM: it detaches
    if (!process.waitFor(PATIENCE, SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
