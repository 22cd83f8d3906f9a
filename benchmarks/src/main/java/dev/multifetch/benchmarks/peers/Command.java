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

/// One process, which is waited for, but not for ever, and listened to, but not to everything.
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

  /// What a process left behind.
  record Printed(int exit, String output, String errors) {

    /// @throws IOException if the process says that it failed
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
  /// @throws IOException if it cannot be started, or does not end in time: then it is ended
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
    process.getOutputStream().close(); // nobody types anything
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("it did not end within " + patience.toSeconds() + " s");
    }
    return new Printed(process.exitValue(), heard(output), heard(errors));
  }

  private static String heard(CompletableFuture<String> stream)
      throws IOException, InterruptedException {
    try {
      return stream.get(10, TimeUnit.SECONDS); // a child that was left behind may hold the pipe
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("what it printed could not be read", e);
    }
  }

  /// With its children, which a shell would leave behind.
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
        end(); // it would print until the time is over
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As much of a text as fits into a reason.
  static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= 120 ? line : line.substring(0, 117) + "...";
  }
}
