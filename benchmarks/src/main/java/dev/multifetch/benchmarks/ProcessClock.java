package dev.multifetch.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// The CPU time of this process. The JDK's own figure moves in steps of 10 ms on Linux, which is a
/// tenth of a turn; the kernel's clock has no such steps.
final class ProcessClock {

  private static final int CLOCK_PROCESS_CPUTIME_ID = 2; // on Linux
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final Optional<MethodHandle> CLOCK = clock();

  private ProcessClock() {}

  /// In nanoseconds.
  static long nanos() {
    return CLOCK.map(ProcessClock::read).orElseGet(PROCESS::getProcessCpuTime);
  }

  @SuppressWarnings("restricted") // calls into the C library; FreshJvm's flags allow it
  private static Optional<MethodHandle> clock() {
    Linker linker = Linker.nativeLinker();
    return System.getProperty("os.name").equals("Linux")
        ? linker
            .defaultLookup()
            .find("clock_gettime")
            .map(
                function ->
                    linker.downcallHandle(
                        function,
                        FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
        : Optional.empty();
  }

  private static long read(MethodHandle clock) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2); // seconds, nanoseconds
      int failed = (int) clock.invokeExact(CLOCK_PROCESS_CPUTIME_ID, time);
      return failed != 0
          ? PROCESS.getProcessCpuTime()
          : time.getAtIndex(ValueLayout.JAVA_LONG, 0) * 1_000_000_000
              + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    } catch (Throwable e) {
      return PROCESS.getProcessCpuTime();
    }
  }
}
