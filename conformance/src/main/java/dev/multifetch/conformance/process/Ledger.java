package dev.multifetch.conformance.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this process holds at one moment: its threads, also virtual ones, and its sockets.
public record Ledger(Set<String> entries) {

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final List<Path> TCP =
      List.of(Path.of("/proc/self/net/tcp6"), Path.of("/proc/self/net/tcp"));
  private static final String SOCKET = "socket "; // and its inode
  private static final Path UNIX = Path.of("/proc/self/net/unix");

  /// Threads that belong to no fetcher: the JVM's, the test run's, and two that OkHttp and Okio
  /// share among all clients and that end by themselves. One of these keeps the name of its last
  /// task.
  private static final Pattern SHARED =
      Pattern.compile(
          "Attach Listener|C[12] CompilerThread\\d+|Cleaner-\\d+|Common-Cleaner"
              + "|ForkJoinPool(?:\\.commonPool|-1)-.*" // 1 carries virtual threads
              + "|(?:Master|Sub|Read-|Write-)Poller.*|VirtualThread-un.*|process reaper.*"
              + "|surefire.*|junit.*"
              + "|OkHttp TaskRunner|OkHttp ConnectionPool connection closer|Okio Watchdog");

  static {
    // When the first caller asks, the JDK opens three sockets to find out what they support, and
    // leaves them to the garbage collector. No test should fail because of them.
    try {
      Class.forName("jdk.net.Sockets");
    } catch (ClassNotFoundException gone) {
      // this JDK has no such class, and so no such sockets
    }
  }

  /// What the process holds now.
  public static Ledger now() {
    Set<String> entries = new TreeSet<>();
    addThreads(entries);
    addSockets(entries);
    return new Ledger(entries);
  }

  /// Whether everything in this one is in the other, too.
  public boolean isWithin(Ledger other) {
    return other.entries.containsAll(entries);
  }

  /// How many sockets are new since the other.
  public long socketsSince(Ledger before) {
    return entries.stream()
        .filter(entry -> entry.startsWith(SOCKET) && !before.entries.contains(entry))
        .count();
  }

  /// What is in this one and not in the other. For sockets it finds the addresses. That takes time,
  /// because the kernel's tables hold thousands of connections that have just ended.
  public Set<String> without(Ledger other) {
    Set<String> left = new TreeSet<>(entries);
    left.removeAll(other.entries);
    if (left.stream().noneMatch(entry -> entry.startsWith(SOCKET))) {
      return left;
    }
    Map<String, String> addresses = addresses(TCP, 9, 1);
    return left.stream()
        .map(entry -> entry.startsWith(SOCKET) ? located(entry, addresses) : entry)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String located(String socket, Map<String, String> addresses) {
    String inode = socket.substring(SOCKET.length());
    return socket + " at " + addresses.getOrDefault(inode, "no address");
  }

  /// From the JDK's own register, which lists virtual threads too. So does a thread dump, but it
  /// walks every stack, and that has crashed JDK 25.0.3 (in JVM_CreateThreadSnapshot).
  private static void addThreads(Set<String> entries) {
    try {
      Class<?> containers = Class.forName("jdk.internal.vm.ThreadContainers");
      addThreads(entries, containers.getMethod("root").invoke(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "no list of threads: run with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED", e);
    }
  }

  private static void addThreads(Set<String> entries, Object container)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("jdk.internal.vm.ThreadContainer");
    for (Object listed : ((Stream<?>) type.getMethod("threads").invoke(container)).toList()) {
      Thread thread = (Thread) listed;
      if (!SHARED.matcher(thread.getName()).matches()) {
        String kind = thread.isVirtual() ? "virtual thread" : "thread";
        entries.add("%s #%d \"%s\"".formatted(kind, thread.threadId(), thread.getName()));
      }
    }
    for (Object child : ((Stream<?>) type.getMethod("children").invoke(container)).toList()) {
      addThreads(entries, child);
    }
  }

  /// From Linux's own list; on other systems sockets are not counted. A socket that was never
  /// connected is in no table. The JDK's own, with which it wakes readers, is in the table of Unix
  /// sockets.
  private static void addSockets(Set<String> entries) {
    if (!Files.isDirectory(OPEN_FILES)) {
      return;
    }
    try (Stream<Path> files = Files.list(OPEN_FILES)) {
      Set<String> internal = addresses(List.of(UNIX), 6, 6).keySet();
      files
          .map(Ledger::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .filter(inode -> !internal.contains(inode))
          .map(inode -> SOCKET + inode)
          .forEach(entries::add);
    } catch (IOException e) {
      throw new UncheckedIOException("no list of open files", e);
    }
  }

  /// Sockets by inode, with their local addresses in hex.
  private static Map<String, String> addresses(List<Path> tables, int inode, int address) {
    Map<String, String> addresses = new HashMap<>();
    try {
      for (Path table : tables) {
        for (String line : Files.readAllLines(table)) {
          String[] fields = line.strip().split("\\s+");
          if (fields.length > inode) {
            addresses.put(fields[inode], fields[address]);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no list of sockets", e);
    }
    return addresses;
  }

  private static String target(Path openFile) {
    try {
      return Files.readSymbolicLink(openFile).toString();
    } catch (IOException closedMeanwhile) {
      return ""; // such as the descriptor that lists the others
    }
  }
}
