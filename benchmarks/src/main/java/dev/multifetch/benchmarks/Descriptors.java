package dev.multifetch.benchmarks;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// Knows how many files and sockets a process may open.
final class Descriptors {

  private static final int OTHERS = 256; // jars, libraries, pipes

  private Descriptors() {}

  /// Why a workload cannot be run here; empty if it can.
  static Optional<String> tooFew(Load load) {
    long needed = (long) load.inFlight() + OTHERS;
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
        && system.getMaxFileDescriptorCount() < needed) {
      return Optional.of(
          "%d requests in flight need %d open files, %d are allowed: run ulimit -n %d before"
              .formatted(load.inFlight(), needed, system.getMaxFileDescriptorCount(), needed));
    }
    return Optional.empty();
  }
}
