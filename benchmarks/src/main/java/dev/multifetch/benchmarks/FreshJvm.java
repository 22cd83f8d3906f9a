package dev.multifetch.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Fork;

/// Starts the JVMs of all benchmarks in the same way: with a heap that can hold every workload, and
/// with the collector that a JVM on one core chooses. The flags name the collector, so that it does
/// not depend on the machine.
@Fork(
    value = 3,
    jvmArgs = {
      "-Xms256m",
      "-Xmx2g",
      "-XX:+UseSerialGC",
      "--enable-native-access=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow"
    })
abstract class FreshJvm {

  /// The flags of each JVM.
  static final List<String> FLAGS = List.of(FreshJvm.class.getAnnotation(Fork.class).jvmArgs());
}
