package dev.multifetch.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// What this process spent between two moments, for each request. This counts the whole process:
/// the benchmark's harness, the compiler's threads and the collector's are included, for all
/// clients alike.
final class Spending {

  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long cpu = ProcessClock.nanos();
  private final long allocated = THREAD.getTotalThreadAllocatedBytes();

  private Spending() {}

  static Spending begin() {
    THREAD.resetPeakThreadCount();
    return new Spending();
  }

  /// @param requests how many requests were made since the beginning
  Map<Figure, Double> end(long requests) {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    double each = Math.max(1, requests);
    figures.put(Figure.CPU, (ProcessClock.nanos() - cpu) / 1e3 / each);
    figures.put(Figure.ALLOCATED, (THREAD.getTotalThreadAllocatedBytes() - allocated) / each);
    figures.put(Figure.THREADS, (double) THREAD.getPeakThreadCount());
    residentMebibytes(figures);
    return figures;
  }

  /// The most memory that this process ever had, if the kernel says it.
  private static void residentMebibytes(Map<Figure, Double> figures) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          figures.put(Figure.RESIDENT, Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0);
        }
      }
    } catch (IOException notLinux) {
      // no figure is better than one of a different kind
    }
  }
}
