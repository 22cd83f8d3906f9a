package dev.multifetch.workshop.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Counts what this JVM uses. On Linux the operating system counts the threads, and so the count
/// includes the JVM's own. Elsewhere the JVM counts those that run Java code.
final class Footprint {

  private static final Path TASKS = Path.of("/proc/self/task"); // a folder for each thread

  private final boolean systemCounts = Files.isDirectory(TASKS);
  private final int before = threads();

  /// The threads that were there before the work.
  int before() {
    return before;
  }

  String counted() {
    return systemCounts ? TASKS.toString() : "ThreadMXBean";
  }

  Event.Sample sample() {
    Runtime jvm = Runtime.getRuntime();
    int working = Math.max(0, threads() - before) + 1; // and the caller's, which was there before
    return new Event.Sample(working, jvm.totalMemory() - jvm.freeMemory());
  }

  private int threads() {
    if (!systemCounts) {
      return ManagementFactory.getThreadMXBean().getThreadCount();
    }
    try (Stream<Path> tasks = Files.list(TASKS)) {
      return (int) tasks.count();
    } catch (IOException e) {
      throw new UncheckedIOException("the threads in " + TASKS + " cannot be counted", e);
    }
  }
}
