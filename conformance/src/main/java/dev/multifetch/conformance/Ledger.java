package dev.multifetch.conformance;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this process holds at one moment: its threads, virtual ones too, and its sockets.
record Ledger(Set<String> entries) {

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final List<Path> TCP =
      List.of(Path.of("/proc/self/net/tcp6"), Path.of("/proc/self/net/tcp"));

  private static final Pattern THREAD = Pattern.compile("#(\\d+) \"(.*?)\"( virtual)?.*");

  /// Threads of the process and of no fetcher: the JVM's, the test run's, and two that OkHttp and
  /// Okio share among all clients and end by themselves.
  private static final Pattern SHARED =
      Pattern.compile(
          "|Attach Listener|C[12] CompilerThread\\d+|Cleaner-\\d+|Common-Cleaner|ForkJoinPool.*"
              + "|.*[Pp]oller.*|VirtualThread-un.*|process reaper.*|surefire.*|junit.*"
              + "|OkHttp TaskRunner|Okio Watchdog");

  /// What there is now.
  static Ledger now() {
    Set<String> entries = new TreeSet<>();
    addThreads(entries);
    addSockets(entries);
    return new Ledger(entries);
  }

  /// What is here and not in the other.
  Set<String> without(Ledger other) {
    Set<String> left = new TreeSet<>(entries);
    left.removeAll(other.entries);
    return left;
  }

  /// From a thread dump, the one place where virtual threads are listed.
  private static void addThreads(Set<String> entries) {
    try {
      Path folder = Files.createTempDirectory("ledger");
      Path dump = folder.resolve("threads.txt");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      for (String line : Files.readAllLines(dump)) {
        Matcher thread = THREAD.matcher(line);
        if (thread.matches() && !SHARED.matcher(thread.group(2)).matches()) {
          String kind = thread.group(3) == null ? "thread" : "virtual thread";
          entries.add("%s #%s \"%s\"".formatted(kind, thread.group(1), thread.group(2)));
        }
      }
      Files.delete(dump);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("no thread dump", e);
    }
  }

  /// From Linux's own list; elsewhere sockets are not counted. Those that are not TCP are the
  /// JDK's.
  private static void addSockets(Set<String> entries) {
    if (!Files.isDirectory(OPEN_FILES)) {
      return;
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      Set<String> open = files.map(Ledger::target).collect(Collectors.toSet());
      for (Path table : TCP) {
        for (String line : Files.readAllLines(table)) {
          String[] fields = line.strip().split("\\s+");
          if (fields.length > 9 && open.contains("socket:[" + fields[9] + "]")) {
            entries.add("socket " + fields[9] + " at " + fields[1]); // the address in hex
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no list of open files", e);
    }
  }

  private static String target(Path openFile) {
    try {
      return Files.readSymbolicLink(openFile).toString();
    } catch (IOException closedMeanwhile) {
      return ""; // such as the one that lists the others
    }
  }
}
