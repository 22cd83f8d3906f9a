package dev.multifetch.benchmarks;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A contestant in a JVM of its own, which stays up between its turns. The JVM inherits this
/// process's core. It ends when this is closed, or with this process.
final class ContestantProcess implements AutoCloseable {

  /// Begins each line that is an answer. A library may print other lines.
  static final String MARK = "multifetch turn ";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String GONE = "";
  private static final int INTERRUPTED = 130; // 128 + SIGINT: Ctrl-C reaches this process, too
  private static final int STOP_SECONDS = 5;

  private final Process process;
  private final Writer orders;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private volatile String lastWords = "it said nothing";
  private boolean isWarm;

  /// What a contestant's process is to do.
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "order")
  sealed interface Order {

    /// Check the contestant and open its client for this load.
    record Open(Load load) implements Order {}

    /// Run batches, at least one, for at least this long.
    record Run(Duration least, boolean warmsUp) implements Order {}
  }

  private ContestantProcess(Process process) {
    this.process = process;
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().daemon().name("a contestant's words").start(this::listen);
  }

  /// Starts a JVM for this contestant, from this process's class path.
  static ContestantProcess start(Contestant contestant, URI origin, Pinning pinning)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FreshJvm.FLAGS);
    command.addAll(pinning.jvmFlags());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ContestantMain.class.getName());
    command.addAll(List.of(origin.toString(), contestant.name()));
    return new ContestantProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /// Gives an order and waits for the answer.
  ///
  /// @throws InterruptedException if this thread was interrupted, or the process was, with Ctrl-C
  Turn follow(Order order, Duration patience) throws InterruptedException {
    give(order);
    return answer(patience);
  }

  /// Gives an order. Each order has one [#answer].
  void give(Order order) {
    try {
      orders.write(JSON.writeValueAsString(order) + "\n");
      orders.flush();
    } catch (IOException e) {
      // the process is gone, as the answer will say
    }
  }

  /// Waits for the answer to the last order. A process that dies or takes too long is a failed
  /// turn.
  ///
  /// @throws InterruptedException if this thread was interrupted, or the process was, with Ctrl-C
  Turn answer(Duration patience) throws InterruptedException {
    @Nullable String answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      process.destroyForcibly();
      return Turn.failed("it did not end its turn within %d s".formatted(patience.toSeconds()));
    }
    try {
      return answer.equals(GONE) ? gone() : JSON.readValue(answer, Turn.class);
    } catch (JacksonException e) {
      return Turn.failed("its JVM answered with something else: " + answer);
    }
  }

  private Turn gone() throws InterruptedException {
    answers.add(GONE); // for the next order
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return Turn.failed("its JVM closed its output and went on");
    }
    int code = process.exitValue();
    if (code == INTERRUPTED) {
      throw new InterruptedException("the measurement was interrupted");
    }
    return Turn.failed("its JVM ended with exit code %d: %s".formatted(code, lastWords));
  }

  /// Whether its compilers had little left to do, in a workload before.
  boolean isWarm() {
    return isWarm;
  }

  void setWarm(boolean is) {
    isWarm = is;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(MARK)) {
          answers.add(line.substring(MARK.length()));
        } else {
          lastWords = line;
        }
      }
    } catch (IOException e) {
      lastWords = String.valueOf(e.getMessage());
    }
    answers.add(GONE);
  }

  /// Tells the process to end, and does not wait.
  void end() {
    process.destroy();
  }

  @Override
  public void close() {
    end();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
