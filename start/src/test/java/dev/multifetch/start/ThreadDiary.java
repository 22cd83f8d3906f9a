package dev.multifetch.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// The threads of a process, as Linux sees them: looked at every few ms for as long as the process
/// lives. Virtual threads are none of them.
final class ThreadDiary {

  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(10);

  private final long primordial; // starts the JVM and then waits for it: its id is the process's
  private final Path tasks;
  private final SortedMap<Integer, Seen> threads = new TreeMap<>();

  ThreadDiary(Process process) {
    primordial = process.pid();
    tasks = Path.of("/proc", Long.toString(primordial), "task");
  }

  /// A thread. The kernel keeps 15 characters of a name.
  static final class Seen {
    String name = "";
    final List<Look> looks = new ArrayList<>();
  }

  /// @param at by [System#nanoTime]
  /// @param ran for so many ns since the thread began
  record Look(long at, long ran) {}

  /// Looks until the process has ended.
  ///
  /// @return the threads, in the order of their beginning
  List<Seen> keep(Process process) throws InterruptedException {
    while (!process.waitFor(INTERVAL, TimeUnit.NANOSECONDS)) {
      look();
    }
    return List.copyOf(threads.values());
  }

  private void look() {
    try (DirectoryStream<Path> alive = Files.newDirectoryStream(tasks)) {
      for (Path task : alive) {
        int id = Integer.parseInt(task.getFileName().toString());
        if (id != primordial) {
          look(id, task);
        }
      }
    } catch (NoSuchFileException ended) {
      return; // the next wait will find it out
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void look(int id, Path task) {
    try {
      String name = Files.readString(task.resolve("comm")).strip();
      String ran = Files.readString(task.resolve("schedstat")).split(" ")[0];
      long now = System.nanoTime();
      Seen thread = threads.computeIfAbsent(id, _ -> new Seen());
      thread.name = name; // a new thread has its parent's name at first
      thread.looks.add(new Look(now, Long.parseLong(ran)));
    } catch (IOException ended) {
      return; // this thread has ended since the folder was listed
    }
  }
}
