package dev.multifetch.workshop.predict;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a model's own process told about its run.
///
/// @param order the URLs, from 1, in the order of their outcomes
/// @param failed those of them that failed
/// @param threw what `fetchEach` threw, if it did
/// @param took how long `fetchEach` took
/// @param whole how long the process took, with the start of its JVM
/// @param threads at their peak, by the JVM's own count, without those that it had before
/// @param names of these threads, when the first outcome came
/// @param systemThreads the most threads of the process that Linux counted; empty elsewhere
record ModelRun(
    List<Integer> order,
    List<Integer> failed,
    Optional<String> threw,
    Duration took,
    Duration whole,
    int threads,
    List<String> names,
    OptionalInt systemThreads) {

  private static final Duration INTERVAL = Duration.ofMillis(10);

  /// Runs the lesson's model in a JVM of its own.
  ///
  /// @throws IOException if it does not end within the bound, or does not end well; the message
  ///   says what it printed
  static ModelRun of(Lesson lesson, URI server, Duration bound)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command(lesson, server)).redirectErrorStream(true).start();
    CompletableFuture<List<String>> output =
        CompletableFuture.supplyAsync(
            () -> lines(process), task -> Thread.ofPlatform().daemon().start(task));
    int systemThreads = 0;
    boolean ended = false;
    try {
      while (!ended && System.nanoTime() - start < bound.toNanos()) {
        systemThreads = Math.max(systemThreads, tasks(process.pid()));
        ended = process.waitFor(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      }
    } finally {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS); // if it has not ended yet
    }
    Duration whole = Duration.ofNanos(System.nanoTime() - start);
    List<String> facts = output.completeOnTimeout(List.of(), 10, TimeUnit.SECONDS).join();
    if (!ended) {
      throw failure(lesson, "did not end within " + Words.time(bound), facts);
    }
    if (process.exitValue() != 0 || !facts.contains("done")) {
      throw failure(lesson, "ended early, with status " + process.exitValue(), facts);
    }
    return read(facts, whole, systemThreads);
  }

  private static List<String> lines(Process process) {
    try (BufferedReader reader = process.inputReader()) {
      return reader.readAllLines();
    } catch (IOException e) { // it was destroyed
      return List.of();
    }
  }

  private static List<String> command(Lesson lesson, URI server) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        System.getProperty("java.class.path"),
        ModelMain.class.getName(),
        lesson.model(),
        Integer.toString(lesson.inFlight()),
        server.toString(),
        Integer.toString(lesson.urls()));
  }

  /// The threads of a process that Linux counts; 0 where there is no /proc, or no such process now.
  private static int tasks(long pid) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return (int) tasks.count();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  private static IOException failure(Lesson lesson, String what, List<String> printed) {
    String words = printed.stream().limit(3).collect(Collectors.joining(" | "));
    return new IOException(
        "the JVM that ran %s %s; it printed %s. Run it again: multifetch workshop predict %d"
            .formatted(
                lesson.model(),
                what,
                words.isEmpty() ? "nothing" : "\"" + words + "\"",
                lesson.number()));
  }

  private static ModelRun read(List<String> facts, Duration whole, int systemThreads) {
    List<Integer> order = new ArrayList<>();
    List<Integer> failed = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Optional<String> threw = Optional.empty();
    Duration took = Duration.ZERO;
    int threads = 0;
    for (String fact : facts) {
      String value = fact.substring(fact.indexOf(' ') + 1);
      switch (fact.substring(0, Math.max(0, fact.indexOf(' ')))) {
        case "fetched" -> order.add(Integer.valueOf(value));
        case "failed" -> {
          order.add(Integer.valueOf(value));
          failed.add(Integer.valueOf(value));
        }
        case "thread" -> names.add(value);
        case "threw" -> threw = Optional.of(value);
        case "took" -> took = Duration.ofNanos(Long.parseLong(value));
        case "threads" -> threads = Integer.parseInt(value);
        default -> {} // a warning of the JVM
      }
    }
    OptionalInt system = systemThreads == 0 ? OptionalInt.empty() : OptionalInt.of(systemThreads);
    return new ModelRun(order, failed, threw, took, whole, threads, names, system);
  }
}
