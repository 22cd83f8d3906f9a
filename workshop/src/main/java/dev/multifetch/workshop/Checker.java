package dev.multifetch.workshop;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.workshop.Compilation.Mistake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Checks what a learner wrote: compiles it in this JVM, and has the suite judge it in another one,
/// which is started early, so that it is warm when the compiler has finished.
public final class Checker implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int SECONDS_A_TEST = 20; // the suite gives up after 15
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
  private final Consumer<String> printed;
  private Process next;

  /// @param printed gets each line that the learner's code prints
  public Checker(Consumer<String> printed) {
    this.printed = printed;
    this.next = start();
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
  public Finding check(Exercise exercise, String source) throws InterruptedException {
    long begun = System.nanoTime();
    Path classes = null;
    try {
      classes = Files.createTempDirectory("multifetch-check");
      List<Mistake> mistakes = compilation.compile(exercise.className(), source, classes);
      if (!mistakes.isEmpty()) {
        return new Finding.DoesNotCompile(mistakes);
      }
      Process judge = next;
      next = start();
      return judged(judge, exercise, classes, begun);
    } catch (IOException e) {
      throw new UncheckedIOException("the check could not use the folder for temporary files", e);
    } finally {
      delete(classes);
    }
  }

  private Finding judged(Process judge, Exercise exercise, Path classes, long begun)
      throws InterruptedException {
    try {
      Thread.startVirtualThread(() -> judge.errorReader(UTF_8).lines().forEach(printed));
      CompletableFuture<List<Report>> reports =
          CompletableFuture.supplyAsync(
              () -> ask(judge, exercise, classes), Thread::startVirtualThread);
      int tests = exercise.tests().size();
      List<Report> all = reports.get(SECONDS_A_TEST * (tests + 1L), TimeUnit.SECONDS);
      if (all.isEmpty()) {
        return new Finding.Stopped("the JVM of your code ended without a word");
      }
      Report last = all.getLast();
      if (last.message() == null) {
        return all.size() == tests
            ? new Finding.Passed(tests, Duration.ofNanos(System.nanoTime() - begun))
            : new Finding.Stopped("the JVM of your code ended in the middle of the tests");
      }
      return last.test().isEmpty()
          ? new Finding.Stopped(last.message())
          : new Finding.Broken(last.test(), last.message(), last.served());
    } catch (TimeoutException e) {
      return new Finding.Stopped("your code did not end: is there a loop without an end?");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      judge.destroyForcibly();
    }
  }

  private static List<Report> ask(Process judge, Exercise exercise, Path classes) {
    Judge.Order order = new Judge.Order(classes.toString(), exercise.tests(), exercise.atOnce());
    try (Writer orders = judge.outputWriter(UTF_8);
        BufferedReader answers =
            new BufferedReader(new InputStreamReader(judge.getInputStream(), UTF_8))) {
      orders.write(JSON.writeValueAsString(order) + "\n");
      orders.flush();
      return answers.lines().map(line -> JSON.readValue(line, Report.class)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(@Nullable Path folder) {
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
    next.destroyForcibly();
  }
}
