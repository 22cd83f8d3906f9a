package dev.multifetch.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// What this process spent between two moments, for each request. It is all of the process: the
/// benchmark's harness, the compiler's threads and the collector's are in it, alike for all.
final class Figures {

  static final String CPU = "cpu µs/request";
  static final String ALLOCATED = "allocated B/request";
  static final String THREADS = "platform threads";
  static final String RESIDENT = "resident MiB";
  static final String P50 = "p50 ms";
  static final String P99 = "p99 ms";
  static final String P999 = "p99.9 ms";

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long cpu = PROCESS.getProcessCpuTime();
  private final long allocated = THREAD.getTotalThreadAllocatedBytes();

  private Figures() {}

  static Figures begin() {
    THREAD.resetPeakThreadCount();
    return new Figures();
  }

  /// @param requests that were made since the beginning
  /// @param took how long each took, of all iterations so far
  Map<String, Double> end(long requests, Histogram took) {
    Map<String, Double> figures = new LinkedHashMap<>();
    double each = Math.max(1, requests);
    figures.put(CPU, (PROCESS.getProcessCpuTime() - cpu) / 1e3 / each);
    figures.put(ALLOCATED, (THREAD.getTotalThreadAllocatedBytes() - allocated) / each);
    figures.put(THREADS, (double) THREAD.getPeakThreadCount());
    residentMebibytes(figures);
    figures.put(P50, took.getValueAtPercentile(50) / 1e6);
    figures.put(P99, took.getValueAtPercentile(99) / 1e6);
    figures.put(P999, took.getValueAtPercentile(99.9) / 1e6);
    return figures;
  }

  /// The most that this process ever had in memory, where the kernel tells it.
  private static void residentMebibytes(Map<String, Double> figures) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM:")) {
          figures.put(RESIDENT, Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0);
        }
      }
    } catch (IOException notLinux) {
      // no figure is better than one of another kind
    }
  }
}
