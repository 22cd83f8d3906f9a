package dev.multifetch.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Gives client and server one core each, so that neither takes time from the other. This needs
/// `taskset` and two cores. If they are missing, nothing is bound, and the description says so.
public sealed interface Pinning {

  /// The client is bound to one core, the server to another.
  ///
  /// @param before the cores that this process could use before
  /// @param halves whether the two are halves of one core, which share its units
  record Bound(int client, int server, String before, boolean halves) implements Pinning {}

  /// Nothing is bound.
  record Unbound(String reason) implements Pinning {}

  /// The pinning that this machine allows.
  static Pinning ofThisMachine() {
    try {
      String allowed = allowed();
      List<Integer> cores = cores(allowed);
      if (cores.size() < 2) {
        return new Unbound("this machine has only one core");
      }
      if (!taskset("--version")) {
        return new Unbound("taskset is not installed: apt-get install util-linux");
      }
      int client = cores.getFirst();
      List<Integer> siblings = siblings(client);
      return cores.stream()
          .filter(core -> !siblings.contains(core))
          .findFirst()
          .map(server -> new Bound(client, server, allowed, false))
          .orElseGet(() -> new Bound(client, cores.get(1), allowed, true));
    } catch (IOException e) {
      return new Unbound("this system does not tell its cores: " + e.getMessage());
    }
  }

  /// A description for the record.
  default String words() {
    return switch (this) {
      case Bound bound ->
          "client on core %d, origin on core %d (taskset)%s"
              .formatted(
                  bound.client,
                  bound.server,
                  bound.halves ? ", which are two hardware threads of one core" : "");
      case Unbound unbound -> "not pinned: " + unbound.reason;
    };
  }

  /// Whether client or server may run on this core.
  default boolean uses(int core) {
    return switch (this) {
      case Bound bound -> core == bound.client || core == bound.server;
      case Unbound _ -> true;
    };
  }

  /// The words to put before the command that starts the server.
  default List<String> serverPrefix() {
    return switch (this) {
      case Bound bound -> List.of("taskset", "-c", Integer.toString(bound.server));
      case Unbound _ -> List.of();
    };
  }

  /// The flags of a client's JVM. It warms up on all cores, and must not count them: with more
  /// cores it would start more event loops and carriers than it can use while it is measured. But
  /// two of its threads compile hot methods, so that it is warm sooner.
  default List<String> jvmFlags() {
    return this instanceof Bound
        ? List.of("-XX:ActiveProcessorCount=1", "-XX:CICompilerCount=3")
        : List.of();
  }

  /// Binds this process, and all processes that it starts, to the client's core.
  default void bind() {
    bind(ProcessHandle.current().pid());
  }

  /// Lets this process run where it could before.
  default void release() {
    release(ProcessHandle.current().pid());
  }

  /// Binds a process, and all processes that it starts from now on, to the client's core.
  default void bind(long pid) {
    if (this instanceof Bound bound) {
      taskset("-a", "-cp", Integer.toString(bound.client), Long.toString(pid));
    }
  }

  /// Lets a process run wherever this process could run at first.
  default void release(long pid) {
    if (this instanceof Bound bound) {
      taskset("-a", "-cp", bound.before, Long.toString(pid));
    }
  }

  private static String allowed() throws IOException {
    Optional<String> line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(each -> each.startsWith("Cpus_allowed_list:"))
            .findFirst();
    return line.orElseThrow(() -> new IOException("no Cpus_allowed_list")).split(":")[1].strip();
  }

  /// The hardware threads of this one's core, with itself.
  private static List<Integer> siblings(int core) {
    Path list = Path.of("/sys/devices/system/cpu/cpu" + core + "/topology/thread_siblings_list");
    try {
      return cores(Files.readString(list).strip());
    } catch (IOException unknown) {
      return List.of(core);
    }
  }

  /// Reads a list such as `0-3,8`.
  static List<Integer> cores(String list) {
    List<Integer> cores = new ArrayList<>();
    for (String range : list.split(",")) {
      String[] ends = range.strip().split("-");
      for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
        cores.add(i);
      }
    }
    return cores;
  }

  private static boolean taskset(String... arguments) {
    List<String> command = new ArrayList<>(List.of("taskset"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // not installed
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
