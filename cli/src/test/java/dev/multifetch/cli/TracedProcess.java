package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A [TracedFetcher], seen from the process that started it.
final class TracedProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60); // a hang is for ever

  /// Threads of the JVM, and those that OkHttp, Okio and virtual threads share and keep.
  private static final Pattern SHARED =
      Pattern.compile(
          "java|VM .*|Reference Handl|Finalizer|Signal Dispatch|Service Thread|Monitor Deflati"
              + "|C[12] Compiler.*|Notification Th|Common-Cleaner|Attach Listener|Cleaner-.*"
              + "|ForkJoinPool.*|.*Poller.*|VirtualThread-u|OkHttp.*|Okio.*");

  private final Process process;
  private final Mailbox mailbox;

  /// @param folder with the files `authority` and `hosts`, from which names resolve
  TracedProcess(String variant, Path folder, List<String> good, List<String> bad)
      throws IOException {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(":"))
            .filter(
                part -> !part.matches(".*/conformance/target/[^/]+")) // has a resolver of its own
            .collect(Collectors.joining(":"));
    Path letters = Files.createTempFile(folder, "mailbox", "");
    mailbox = Mailbox.asking(letters);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djdk.net.hosts.file=" + folder.resolve("hosts"),
                "-cp",
                classPath,
                TracedFetcher.class.getName(),
                variant,
                folder.resolve("authority").toString(),
                letters.toString(),
                String.join(" ", good),
                String.join(" ", bad))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(variant + ".out").toFile())
            .start();
  }

  /// Has it take a step, and returns what it says.
  String take(String step) throws InterruptedException {
    mailbox.pass(step);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!mailbox.isMine()) {
      if (!process.isAlive()) {
        throw new AssertionError("the JVM ended with " + process.exitValue());
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it hangs:\n" + stacks());
      }
      Thread.sleep(1); // memory tells nobody that it has changed; the deadline bounds it
    }
    return mailbox.letter();
  }

  private String stacks() {
    try {
      Process jstack =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                  Long.toString(process.pid()))
              .redirectErrorStream(true)
              .start();
      return new String(jstack.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      return "no stacks: " + e;
    }
  }

  long pid() {
    return process.pid();
  }

  /// What it holds: what it has open, and threads of fetchers.
  List<String> holdings() throws IOException {
    List<String> holdings = new ArrayList<>();
    try (Stream<Path> files = Files.list(proc("fd"))) {
      files.map(TracedProcess::target).filter(it -> !it.endsWith(".jar")).forEach(holdings::add);
    }
    try (Stream<Path> threads = Files.list(proc("task"))) {
      threads
          .map(TracedProcess::name)
          .filter(name -> !SHARED.matcher(name).matches())
          .forEach(name -> holdings.add("thread " + name));
    }
    return holdings;
  }

  private Path proc(String what) {
    return Path.of("/proc", Long.toString(process.pid()), what);
  }

  private static String name(Path thread) {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (IOException ended) {
      return "java"; // one that is over is nobody's
    }
  }

  private static String target(Path openFile) {
    try {
      return Files.readSymbolicLink(openFile).toString().replaceFirst(":\\[\\d+]", "");
    } catch (IOException closedMeanwhile) {
      return ".jar";
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
