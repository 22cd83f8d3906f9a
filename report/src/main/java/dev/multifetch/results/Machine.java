package dev.multifetch.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Facts about the machine that this runs on; `unknown` for those that it cannot find out.
final class Machine {

  private static final String UNKNOWN = "unknown";
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

  /// The commit of the repository that this runs in, if there is one.
  static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String commit = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
      return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? commit : UNKNOWN;
    } catch (IOException noGit) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
