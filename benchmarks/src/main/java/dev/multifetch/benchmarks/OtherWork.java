package dev.multifetch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// How much of the machine's processors other programs take, by the kernel's account. Only Linux
/// says it.
///
/// @param busy what all processes together had cost when this was made, in ticks of the kernel
/// @param own what this process and its children had cost, in nanoseconds
record OtherWork(OptionalLong busy, long own, long nanos) {

  private static final Path STAT = Path.of("/proc/stat");
  private static final double TICK = 1e7; // nanoseconds
  private static final int PROCESSORS = processors();

  static OtherWork now() {
    return new OtherWork(ticks(), ownNanos(), System.nanoTime());
  }

  /// The share of all processors that others took from this moment to the later one; NaN if
  /// unknown.
  double until(OtherWork later) {
    if (busy.isEmpty() || later.busy.isEmpty() || later.nanos == nanos) {
      return Double.NaN;
    }
    double all = (later.busy.getAsLong() - busy.getAsLong()) * TICK;
    double others = all - (later.own - own);
    return Math.clamp(others / (later.nanos - nanos) / PROCESSORS, 0, 1);
  }

  /// User, nice, system, interrupts and what the hypervisor stole: all but idle and waiting.
  private static OptionalLong ticks() {
    try (Stream<String> lines = Files.lines(STAT)) {
      String[] cells = lines.findFirst().orElse("").split("\\s+");
      long busy = 0;
      for (int i : new int[] {1, 2, 3, 6, 7, 8}) {
        busy += Long.parseLong(cells[i]);
      }
      return OptionalLong.of(busy);
    } catch (IOException | RuntimeException notLinux) {
      return OptionalLong.empty();
    }
  }

  private static long ownNanos() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants())
        .mapToLong(each -> each.info().totalCpuDuration().map(Duration::toNanos).orElse(0L))
        .sum();
  }

  /// All of the machine's, not only those that this process is bound to.
  private static int processors() {
    try (Stream<String> lines = Files.lines(STAT)) {
      return (int) lines.filter(line -> line.matches("cpu[0-9]+ .*")).count();
    } catch (IOException notLinux) {
      return Runtime.getRuntime().availableProcessors();
    }
  }
}
