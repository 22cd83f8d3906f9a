package dev.multifetch.workshop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.multifetch.workshop.Compilation.Mistake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Checks what a learner wrote: compiles it in this JVM, and has the suite judge it in another one,
/// which is started early, so that it is warm when the compiler has finished.
public final class Checker implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int WARM_UP = 60; // seconds: on a busy machine a JVM starts slowly
  private static final int ONE_TEST = 25; // seconds: the suite gives up after 15
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  static final List<String> JUDGE =
      List.of("-cp", System.getProperty("java.class.path"), Judge.class.getName());
  static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx256m",
          "-Dkeystore.pkcs12.keyPbeIterationCount=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED"); // the suite lists virtual threads

  private final Compilation compilation = new Compilation();
  private @Nullable Process warm;

  public Checker() {
    warmUp();
  }

  /// Starts the JVM for the next check, so that it is warm by then.
  public void warmUp() {
    if (warm == null) {
      warm = start();
    }
  }

  private static Process start() {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(OPTIONS);
    command.addAll(StartupCache.options("-judge"));
    command.addAll(JUDGE);
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new UncheckedIOException("no second JVM could be started", e);
    }
  }

  /// Checks this text as the file of an exercise.
  ///
  /// @param printed gets each line that the learner's code prints, on a thread of its own
  public Finding check(Exercise exercise, String source, Consumer<String> printed)
      throws InterruptedException {
    long begun = System.nanoTime();
    warmUp(); // while the compiler is at work
    Path classes = null;
    try {
      classes = Files.createTempDirectory("multifetch-check");
      List<Mistake> mistakes = compilation.compile(exercise.className(), source, classes);
      if (!mistakes.isEmpty()) {
        return new Finding.DoesNotCompile(mistakes);
      }
      Process judge = requireNonNull(warm);
      warm = null;
      return judged(judge, exercise, classes, begun, printed);
    } catch (IOException e) {
      throw new UncheckedIOException("the check could not use the folder for temporary files", e);
    } finally {
      delete(classes);
    }
  }

  private static Finding judged(
      Process judge, Exercise exercise, Path classes, long begun, Consumer<String> printed)
      throws InterruptedException {
    BlockingQueue<Optional<Report>> reports = new LinkedBlockingQueue<>();
    Thread.ofPlatform().daemon().start(() -> judge.errorReader(UTF_8).lines().forEach(printed));
    Thread.ofPlatform().daemon().start(() -> read(judge, reports));
    try {
      Optional<Report> warm = reports.poll(WARM_UP, TimeUnit.SECONDS);
      if (warm == null || warm.isEmpty()) {
        return new Finding.Stopped("the JVM for your code did not start within " + WARM_UP + " s");
      }
      order(judge, new Judge.Order(classes.toString(), exercise.tests(), exercise.atOnce()));
      for (int passed = 0; passed < exercise.tests().size(); passed++) {
        Optional<Report> report = reports.poll(ONE_TEST, TimeUnit.SECONDS);
        if (report == null) {
          return new Finding.Stopped("your code did not end: is there a loop without an end?");
        }
        if (report.isEmpty()) {
          return new Finding.Stopped("the JVM of your code ended in the middle of the tests");
        }
        String message = report.get().message();
        if (message != null) {
          return report.get().test().isEmpty()
              ? new Finding.Stopped(message)
              : new Finding.Broken(report.get().test(), message, report.get().served());
        }
      }
      return new Finding.Passed(
          exercise.tests().size(), Duration.ofNanos(System.nanoTime() - begun));
    } finally {
      judge.destroyForcibly();
    }
  }

  /// Passes on what the judge says, and nothing at its end.
  private static void read(Process judge, BlockingQueue<Optional<Report>> reports) {
    try (BufferedReader said = judge.inputReader(UTF_8)) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        reports.add(Optional.of(JSON.readValue(line, Report.class)));
      }
    } catch (IOException ended) {
      // as at the end of what it says
    } finally {
      reports.add(Optional.empty());
    }
  }

  private static void order(Process judge, Judge.Order order) {
    try (Writer orders = judge.outputWriter(UTF_8)) {
      orders.write(JSON.writeValueAsString(order) + "\n");
    } catch (IOException ended) {
      // the next report says so
    }
  }

  /// Deletes a folder for temporary files.
  static void delete(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // the system deletes old temporary files
    }
  }

  /// Ends the process that waits for the next check.
  @Override
  public void close() {
    if (warm != null) {
      warm.destroyForcibly();
    }
  }
}
