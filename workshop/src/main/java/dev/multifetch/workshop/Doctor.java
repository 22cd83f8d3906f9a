package dev.multifetch.workshop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.tools.ToolProvider;

/// Looks whether this machine can run the workshop.
public final class Doctor {

  private static final long LEAST_MEMORY = 700L << 20; // bytes: this JVM, and one that is checked
  private static final Duration NAP = Duration.ofMillis(20);
  private static final Duration LONG_NAP = Duration.ofMillis(200);

  /// One thing that was looked at.
  ///
  /// @param remedy what to do; nothing if all is well
  public record Sign(String what, String seen, String remedy) {
    public boolean isWell() {
      return remedy.isEmpty();
    }
  }

  private Doctor() {}

  public static List<Sign> examine() throws InterruptedException {
    List<Sign> signs = new ArrayList<>();
    signs.add(jdk());
    signs.add(memory());
    signs.add(port());
    signs.add(clock());
    return signs;
  }

  /// Whether [#makeStartupCache] has nothing to do.
  public static boolean hasStartupCache() {
    return StartupCache.isMade();
  }

  /// Makes later commands begin faster, once.
  ///
  /// @return what was done; none if there was nothing to do
  public static Optional<String> makeStartupCache() throws IOException, InterruptedException {
    return StartupCache.make();
  }

  private static Sign jdk() {
    int feature = Runtime.version().feature();
    boolean compiles = ToolProvider.getSystemJavaCompiler() != null;
    return new Sign(
        "JDK",
        Runtime.version()
            + " in "
            + System.getProperty("java.home")
            + (compiles ? "" : ", without a compiler"),
        feature >= 25 && compiles ? "" : "install a JDK 25 or later, and set JAVA_HOME to it");
  }

  private static Sign memory() {
    var system = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    if (!(system instanceof com.sun.management.OperatingSystemMXBean machine)) {
      return new Sign("memory", "unknown", "");
    }
    long total = machine.getTotalMemorySize();
    return new Sign(
        "memory",
        "%.1f GB".formatted(total / 1e9),
        total >= LEAST_MEMORY ? "" : "the checks need 0.7 GB: close other programs");
  }

  private static Sign port() {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Sign("a free port", Integer.toString(listener.getLocalPort()), "");
    } catch (IOException e) {
      return new Sign(
          "a free port", String.valueOf(e.getMessage()), "allow programs to listen on 127.0.0.1");
    }
  }

  /// The checks wait for seconds, so a clock or a machine that stands still for long would lie.
  private static Sign clock() throws InterruptedException {
    long before = System.nanoTime();
    Thread.sleep(NAP);
    Duration slept = Duration.ofNanos(System.nanoTime() - before);
    return new Sign(
        "clock",
        String.format(
            Locale.ROOT, "%d ms of sleep took %.1f ms", NAP.toMillis(), slept.toNanos() / 1e6),
        slept.compareTo(LONG_NAP) < 0 ? "" : "this machine is very busy: close other programs");
  }
}
