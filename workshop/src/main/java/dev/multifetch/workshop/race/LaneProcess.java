package dev.multifetch.workshop.race;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;

/// A lane's process, as its parent sees it. When the process ends, the lane is done, and the reason
/// is the process's last words.
final class LaneProcess implements AutoCloseable {

  private static final int STOP_SECONDS = 5;
  private static final int LAST_WORDS = 5; // lines

  /// Six of them must fit on a small laptop, so: a small heap, one collector's thread, one
  /// compiler's thread. Two processors, so that a model has as many threads on each machine.
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CICompilerCount=1",
          "-XX:ActiveProcessorCount=2",
          "-XX:-UsePerfData",
          "-Xms8m",
          "-Xmx64m",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /// What a user sets for every JVM: two collectors would end ours.
  private static final List<String> USERS_OPTIONS =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final Process process;
  private final BufferedWriter orders;
  private final Deque<String> lastWords = new ArrayDeque<>(); // of the reading thread

  private LaneProcess(Process process) {
    this.process = process;
    this.orders = process.outputWriter(UTF_8);
  }

  /// @param onEvent is called on a thread of its own
  static LaneProcess start(String model, BiConsumer<LaneProcess, Event> onEvent)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(model)).redirectErrorStream(true);
    builder.environment().keySet().removeAll(USERS_OPTIONS);
    LaneProcess lane = new LaneProcess(builder.start());
    // A virtual thread that reads a pipe keeps its carrier: six of them would stop the web server.
    Thread.ofPlatform().daemon().name("lane " + model).start(() -> lane.read(onEvent));
    return lane;
  }

  static List<String> command(String model) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Lane.class.getName(), model));
    return command;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Does nothing if the process has ended: the end is an event of its own.
  synchronized void tell(Order order) {
    try {
      orders.write(Wire.JSON.writeValueAsString(order));
      orders.newLine();
      orders.flush();
    } catch (IOException e) {
      // it has ended, or is about to
    }
  }

  private void read(BiConsumer<LaneProcess, Event> onEvent) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(line, onEvent);
      }
    } catch (IOException e) {
      lastWords.add(String.valueOf(e.getMessage()));
    }
    close();
    String words = lastWords.isEmpty() ? "" : ": " + String.join("; ", lastWords);
    onEvent.accept(
        this, new Event.Done("its process ended with exit code " + process.exitValue() + words));
  }

  private void take(String line, BiConsumer<LaneProcess, Event> onEvent) {
    try {
      onEvent.accept(this, Wire.JSON.readValue(line, Event.class));
    } catch (JacksonException e) { // no event, but words such as a stack trace
      lastWords.add(line.strip());
      if (lastWords.size() > LAST_WORDS) {
        lastWords.remove();
      }
    }
  }

  /// Asks the process to end.
  void end() {
    process.destroy();
  }

  /// Ends the process, and waits until it has ended.
  @Override
  public void close() {
    end();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
