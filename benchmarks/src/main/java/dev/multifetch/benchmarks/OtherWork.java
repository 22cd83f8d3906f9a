package dev.multifetch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How much of the processors that a measurement uses other programs take, by the kernel's account.
/// Only Linux says it.
///
/// @param busy what all processes together had cost there when this was made, in ticks of the
///   kernel, for each processor
/// @param own what this process and its children had cost, in nanoseconds
record OtherWork(List<Long> busy, long own, long nanos) {

  private static final Path STAT = Path.of("/proc/stat");
  private static final double TICK = 1e7; // nanoseconds

  /// What has been done until now.
  ///
  /// @param pinning where this process and its children run
  static OtherWork now(Pinning pinning) {
    return new OtherWork(ticks(pinning), ownNanos(), System.nanoTime());
  }

  /// The share of these processors that others took from this moment to the later one; NaN if
  /// unknown.
  double until(OtherWork later) {
    if (busy.isEmpty() || later.busy.size() != busy.size() || later.nanos == nanos) {
      return Double.NaN;
    }
    double all = (sum(later.busy) - sum(busy)) * TICK;
    double others = all - (later.own - own);
    return Math.clamp(others / (later.nanos - nanos) / busy.size(), 0, 1);
  }

  private static long sum(List<Long> ticks) {
    return ticks.stream().mapToLong(Long::longValue).sum();
  }

  private static List<Long> ticks(Pinning pinning) {
    try (Stream<String> lines = Files.lines(STAT)) {
      return lines
          .map(line -> line.split("\\s+"))
          .filter(cells -> cells[0].matches("cpu[0-9]+"))
          .filter(cells -> pinning.uses(Integer.parseInt(cells[0].substring("cpu".length()))))
          .map(OtherWork::busy)
          .toList();
    } catch (IOException | RuntimeException notLinux) {
      return List.of();
    }
  }

  /// User, nice, system, interrupts and what the hypervisor stole: all but idle and waiting.
  private static long busy(String[] cells) {
    return IntStream.of(1, 2, 3, 6, 7, 8).mapToLong(i -> Long.parseLong(cells[i])).sum();
  }

  private static long ownNanos() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
        .mapToLong(each -> each.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
        .sum();
  }
}
