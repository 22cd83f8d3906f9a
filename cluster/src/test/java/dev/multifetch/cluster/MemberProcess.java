package dev.multifetch.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A member in a JVM of its own.
final class MemberProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 180;

  private final Process process;
  private final Path output;

  private MemberProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /// Runs `multifetch` with these arguments, in a folder.
  static MemberProcess start(Path folder, String... arguments) throws IOException {
    return start(folder, List.of(), arguments);
  }

  /// @param runner the command that runs a program on another machine
  static MemberProcess start(Path folder, List<String> runner, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(runner);
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "-Dmultifetch.terminal=no"));
    String log = System.getProperty("multifetch.engine.log");
    if (log != null) {
      command.add("-Dmultifetch.engine.log=" + log);
    }
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path", ""), "dev.multifetch.cli.Multifetch"));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(folder, "output-", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new MemberProcess(process, output);
  }

  /// Ends it at once, as `kill -9` does.
  void kill() {
    process.destroyForcibly();
  }

  /// Asks it to end, as `kill` does.
  void terminate() {
    process.destroy();
  }

  /// Sends it a signal, such as STOP.
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits for its end, and returns its exit code.
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("it did not end; it wrote: " + output());
    }
    return process.exitValue();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Waits until it has written this.
  void awaitOutput(String words) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!output().contains(words)) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("it did not write '" + words + "' but: " + output());
      }
      Thread.sleep(20);
    }
  }

  String output() {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
