package dev.multifetch.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Facts about the machine that this runs on; `unknown` for those that it cannot find out.
final class Machine {

  private static final String UNKNOWN = "unknown";
  private static final String SOURCE = "report/src/main/java/dev/multifetch/results/Machine.java";
  private static final String USE = "-XX:+Use";
  private static final String GC = "GC";

  private Machine() {}

  /// The collector that the flags name; if they name none, those of this JVM.
  static String collector(List<String> flags) {
    return flags.stream()
        .filter(flag -> flag.startsWith(USE) && flag.endsWith(GC))
        .map(flag -> flag.substring(USE.length(), flag.length() - GC.length()))
        .findFirst()
        .orElseGet(
            () ->
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .map(GarbageCollectorMXBean::getName)
                    .collect(Collectors.joining(", ")));
  }

  static String cpu() {
    return cpuInfo("model name").stream()
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse(UNKNOWN);
  }

  /// All cores of the machine. A process that is bound to one core would see only that one.
  static int cores() {
    return Math.max(cpuInfo("processor").size(), Runtime.getRuntime().availableProcessors());
  }

  private static List<String> cpuInfo(String field) {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.matches(field + "\\s*:.*"))
          .toList();
    } catch (IOException notLinux) {
      return List.of();
    }
  }

  /// The commit of the clone in which this was built.
  static String commit() {
    try {
      return commit(
          Path.of(Machine.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException noFile) {
      return UNKNOWN;
    }
  }

  /// Only a repository with this project's sources counts: somebody may have unpacked a
  /// distribution in another.
  ///
  /// @param built a jar, or a folder of classes
  static String commit(Path built) {
    Path folder = Files.isDirectory(built) ? built : built.resolveSibling("");
    try {
      ProcessBuilder git =
          new ProcessBuilder("git", "-C", folder.toString(), "rev-parse", "HEAD", "HEAD:" + SOURCE)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      git.environment()
          .keySet()
          .removeIf(name -> name.startsWith("GIT_")); // of a hook's repository
      Process asked = git.start();
      asked.getOutputStream().close();
      String answer = new String(asked.getInputStream().readAllBytes(), UTF_8);
      return asked.waitFor(5, TimeUnit.SECONDS) && asked.exitValue() == 0
          ? answer.lines().findFirst().orElse(UNKNOWN)
          : UNKNOWN;
    } catch (IOException noGit) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
