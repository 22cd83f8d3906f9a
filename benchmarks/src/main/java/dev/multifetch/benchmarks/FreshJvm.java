package dev.multifetch.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Fork;

/// Benchmarks that run in JVMs of their own, started alike for all: with a heap that can hold every
/// workload, and the collector that a JVM on one core chooses, named so that it does not depend on
/// the machine.
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

  /// What each is started with.
  static final List<String> FLAGS = List.of(FreshJvm.class.getAnnotation(Fork.class).jvmArgs());
}
