package dev.multifetch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/// Which code the CPU's time went to, as one HTML page that loads nothing. Threads that wait are
/// not in it.
///
/// On Linux the kernel's clocks say when to take a sample, so a system call such as a write to a
/// socket is in the page. The other systems have no such events in JDK 25. There, JFR looks at the
/// threads that run Java code, and system calls are missing.
final class FlameGraph {

  private static final String CPU_TIME = "jdk.CPUTimeSample";
  private static final String JAVA_CODE = "jdk.ExecutionSample";

  private FlameGraph() {}

  /// Chooses what the recording must have in it. Each event costs time, so there is nothing else.
  static void chooseSamples(Recording recording) {
    recording.enable(CPU_TIME).with("throttle", "2 ms"); // does nothing where there is none
    recording.enable(JAVA_CODE).with("period", "10 ms");
    recording.disable("dev.multifetch.Fetch");
  }

  /// Makes the page.
  ///
  /// @throws IOException if the recording has no samples, or the page cannot be written
  static void draw(Path recording, Path page, String title) throws IOException {
    Set<String> events = new TreeSet<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        events.add(file.readEvent().getEventType().getName());
      }
    }
    if (events.contains(CPU_TIME)) {
      draw(recording, page, title + ": CPU time", "--cpu-time");
    } else if (events.contains(JAVA_CODE)) {
      draw(recording, page, title + ": CPU time in Java code", "--cpu");
    } else {
      throw new IOException("its recording has no samples");
    }
  }

  private static void draw(Path recording, Path page, String title, String samples)
      throws IOException {
    Arguments how = new Arguments(samples, "--title", title, "--dot", "--norm");
    JfrToFlame.convert(recording.toString(), page.toString(), how);
  }
}
