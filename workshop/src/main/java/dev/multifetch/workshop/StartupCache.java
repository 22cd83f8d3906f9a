package dev.multifetch.workshop;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the JVM has once found out about the classes of the jar (JEP 483, 514): with it, the
/// command line and each check begin faster. The two files stand beside the jar, for example
/// `multifetch.25.0.3.aot` and `multifetch-judge.25.0.3.aot`: each is for one version of the JDK.
/// The launcher uses the first, and makes it too if it is missing; the [Checker] uses the second.
final class StartupCache {

  private static final int PATIENCE = 120; // seconds

  private StartupCache() {}

  /// The options that let a JVM with this role use its file; none if there is no file.
  static List<String> options(String role) {
    return file(role)
        .filter(StartupCache::isCurrent)
        .map(cache -> List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off"))
        .orElse(List.of());
  }

  /// Whether both files are there and fit the jar, or there is no jar.
  static boolean isMade() {
    return jar().isEmpty()
        || (file("").filter(StartupCache::isCurrent).isPresent()
            && file("-judge").filter(StartupCache::isCurrent).isPresent());
  }

  /// Makes both files, if they are missing or older than the jar.
  ///
  /// @return what was done; none if there was nothing to do
  static Optional<String> make() throws IOException, InterruptedException {
    Optional<Path> main = file("");
    Optional<Path> judge = file("-judge");
    if (main.isEmpty() || judge.isEmpty() || isMade()) {
      return Optional.empty();
    }
    if (!Files.isWritable(jar().orElseThrow().toAbsolutePath().getParent())) {
      return Optional.of("no cache, since the folder of the jar cannot be written");
    }
    long begun = System.nanoTime();
    Path folder = Files.createTempDirectory("multifetch-training");
    LearnerFolder.make(folder, Exercise.all(), true);
    List<String> command =
        List.of("-jar", jar().orElseThrow().toString(), "train", folder.toString());
    Process first = train(main.get(), own(), command);
    Process second = train(judge.get(), Checker.OPTIONS, Checker.JUDGE);
    try (Writer order = second.outputWriter(StandardCharsets.UTF_8)) {
      order.write(Judge.Order.TRAINING + "\n");
    }
    boolean madeFirst = ended(first);
    boolean made = ended(second) && madeFirst;
    Checker.delete(folder);
    return Optional.of(
        made
            ? "made a cache in %d s: from now on, commands begin faster"
                .formatted(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun))
            : "no cache could be made: commands begin as slowly as this one");
  }

  private static Process train(Path cache, List<String> options, List<String> rest)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(Checker.JAVA));
    command.addAll(options);
    command.add("-XX:AOTCacheOutput=" + cache);
    command.addAll(rest);
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static boolean ended(Process process) throws InterruptedException {
    boolean ended = process.waitFor(PATIENCE, TimeUnit.SECONDS);
    process.destroyForcibly();
    return ended && process.exitValue() == 0;
  }

  /// The options of this JVM: the cache is for JVMs like it.
  private static List<String> own() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-XX:AOT") && !option.startsWith("-Xlog:aot"))
        .toList();
  }

  private static Optional<Path> file(String role) {
    String name = "multifetch" + role + "." + System.getProperty("java.version") + ".aot";
    return jar().map(jar -> jar.resolveSibling(name));
  }

  private static boolean isCurrent(Path cache) {
    try {
      return Files.getLastModifiedTime(cache)
              .compareTo(Files.getLastModifiedTime(jar().orElseThrow()))
          >= 0;
    } catch (IOException e) {
      return false; // there is none
    }
  }

  /// The jar that all classes come from, if they do.
  private static Optional<Path> jar() {
    String classPath = System.getProperty("java.class.path");
    return classPath.endsWith("multifetch.jar") && Files.isRegularFile(Path.of(classPath))
        ? Optional.of(Path.of(classPath))
        : Optional.empty();
  }
}
