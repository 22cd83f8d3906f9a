package dev.multifetch.conformance.soak;

import dev.multifetch.conformance.process.Ledger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this process holds while no fetcher is open.
///
/// @param descriptors how many file descriptors, by kind; sockets are one kind
/// @param memory in bytes, by purpose
record Holdings(Ledger ledger, Map<String, Long> descriptors, Map<String, Long> memory) {

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private static final long ALLOWANCE = 8 << 20; // bytes: caches fill, a thread grows a buffer

  /// @param more memory that only the model knows about
  static Holdings now(Supplier<Map<String, Long>> more) {
    System.gc();
    Map<String, Long> memory = new TreeMap<>(more.get());
    memory.put("heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        memory.put("direct buffers", pool.getMemoryUsed());
      }
    }
    return new Holdings(Ledger.now(), openDescriptors(), memory);
  }

  /// The holdings as soon as they are no larger than these, or after a deadline.
  static Holdings settled(Holdings baseline, Supplier<Map<String, Long>> more, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    Holdings now = now(more);
    while (!now.beyond(baseline).isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(50); // the end has no event to wait for; the deadline bounds it
      now = now(more);
    }
    return now;
  }

  /// From Linux's own list; on other systems they are not counted. Jars do not count, because the
  /// class loader opens them at any time.
  private static Map<String, Long> openDescriptors() {
    if (!Files.isDirectory(OPEN_FILES)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      return files
          .map(Holdings::target)
          .filter(target -> !target.endsWith(".jar"))
          .collect(Collectors.groupingBy(target -> target, TreeMap::new, Collectors.counting()));
    } catch (IOException e) {
      throw new UncheckedIOException("no list of open files", e);
    }
  }

  private static String target(Path openFile) {
    try {
      return Files.readSymbolicLink(openFile).toString().replaceFirst(":\\[\\d+]", "");
    } catch (IOException closedMeanwhile) {
      return "closed"; // such as the descriptor that lists the others
    }
  }

  /// What is new since the other.
  List<String> beyond(Holdings before) {
    Set<String> left = ledger.without(before.ledger);
    List<String> beyond = new ArrayList<>(left);
    descriptors.forEach(
        (what, count) -> {
          long was = before.descriptors.getOrDefault(what, 0L);
          if (count > was) {
            beyond.add("%d descriptors of %s for %d".formatted(count, what, was));
          }
        });
    memory.forEach(
        (what, bytes) -> {
          long was = before.memory.getOrDefault(what, 0L);
          if (bytes > was + ALLOWANCE) {
            beyond.add("%,d bytes of %s for %,d".formatted(bytes, what, was));
          }
        });
    return beyond;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    long sockets = ledger.entries().stream().filter(entry -> entry.startsWith("socket")).count();
    text.append(ledger.entries().size() - sockets).append(" threads, ");
    text.append(sockets).append(" sockets, ");
    text.append(descriptors.values().stream().mapToLong(n -> n).sum()).append(" descriptors");
    memory.forEach(
        (what, bytes) ->
            text.append(String.format(Locale.ROOT, ", %.1f MB of %s", bytes / 1e6, what)));
    return text.toString();
  }
}
