package dev.multifetch.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs one process, with a limit on how long to wait for it and on how much of its output to keep.
final class Command {

  private static final int LONGEST = 16 << 20; // bytes of output: 20,000 lines of curl are 0.3 MiB

  private final Process process;
  private final CompletableFuture<String> output;
  private final CompletableFuture<String> errors;

  private Command(Process process) {
    this.process = process;
    this.output = listen(process.getInputStream());
    this.errors = listen(process.getErrorStream());
  }

  /// The exit code and output of a process.
  record Printed(int exit, String output, String errors) {

    /// @throws IOException if the process failed
    Printed orThrow() throws IOException {
      if (exit != 0) {
        String last = errors.strip().lines().reduce("no reason given", (_, line) -> line);
        throw new IOException("it ended with %d: %s".formatted(exit, shortened(last)));
      }
      return this;
    }
  }

  /// Whether a command can be run, and ends well.
  static boolean works(String... words) throws InterruptedException {
    try {
      return run(List.of(words), Map.of(), Duration.ofSeconds(10)).exit() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /// Runs a command among the programs' sources.
  ///
  /// @throws IOException if it cannot be started, or does not end in time; then it is killed
  static Printed run(List<String> words, Map<String, String> environment, Duration patience)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(Workshop.folder().toFile());
    builder.environment().putAll(environment);
    Command command = new Command(builder.start());
    try {
      return command.await(patience);
    } finally {
      command.end();
    }
  }

  private Printed await(Duration patience) throws IOException, InterruptedException {
    process.getOutputStream().close(); // there is no input
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("it did not end within " + patience.toSeconds() + " s");
    }
    return new Printed(process.exitValue(), heard(output), heard(errors));
  }

  private static String heard(CompletableFuture<String> stream)
      throws IOException, InterruptedException {
    try {
      return stream.get(10, TimeUnit.SECONDS); // a child may hold the pipe open
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("what it printed could not be read", e);
    }
  }

  /// Kills its children, too, because a shell would leave them running.
  private void end() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private CompletableFuture<String> listen(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> text(stream), task -> Thread.ofPlatform().daemon().start(task));
  }

  private String text(InputStream stream) {
    try (stream) {
      byte[] bytes = stream.readNBytes(LONGEST);
      if (bytes.length == LONGEST) {
        end(); // else it would print until the time is over
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As much of the text as a reason can hold.
  static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= 120 ? line : line.substring(0, 117) + "...";
  }
}
