package dev.multifetch.start;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The threads that a program uses, by the beginning of their names: Linux keeps 15 characters.
enum Family {
  MAIN("main", "java", ""),
  POOL("pool-1-thread", "pool-1-thread-", ""),
  CARRIER("ForkJoinPool-1-worker", "ForkJoinPool-1-", ""),
  COMMON("ForkJoinPool.commonPool", "ForkJoinPool.co", ""),
  LOOP("multiThreadIoEventLoopGroup-2", "multiThreadIoEv", ""),
  LOOPS("multifetch-loop", "multifetch-loop", "serve every socket"),
  POLLER("MasterPoller", "MasterPoller", "the JDK's: wakes virtual threads"),
  SELECTOR("HttpClient-1-SelectorManager", "HttpClient-1-Se", "the client's: sockets"),
  WORKER("HttpClient-1-Worker", "HttpClient-1-Wo", "the client's: short tasks"),
  TIMEKEEPER("multifetch-timekeeper", "multifetch-time", "keeps the time limits");

  /// Threads of the JVM, of libraries and of the command line that fetch nothing: no picture shows
  /// them.
  private static final List<String> HOUSEKEEPING =
      List.of(
          "ArchiveWorker",
          "Attach ",
          "C1 ",
          "C2 ",
          "Common-Cleaner",
          "DestroyJava",
          "Finalizer",
          "Logging-Cleaner",
          "Monitor ",
          "Notification ",
          "Reference ",
          "Service ",
          "Signal ",
          "VM ",
          "VirtualThread-u",
          "globalEventExec",
          "process reaper");

  private final String shown;
  private final String begins;
  private final String role;

  Family(String shown, String begins, String role) {
    this.shown = shown;
    this.begins = begins;
    this.role = role;
  }

  /// The name in Java, without the number that most of them end in.
  String shown() {
    return shown;
  }

  /// What its threads do, the same in each program; empty if a scene must say it.
  String role() {
    return role;
  }

  /// @param name as Linux has it
  /// @return nothing if the thread fetches nothing
  /// @throws AssertionError if nobody knows what it does: a picture must not leave it out
  static Optional<Family> ofThread(String name) {
    Optional<Family> known =
        Arrays.stream(values()).filter(family -> name.startsWith(family.begins)).findFirst();
    if (known.isEmpty() && HOUSEKEEPING.stream().noneMatch(name::startsWith)) {
      throw new AssertionError("a thread \"" + name + "\": say in Family what it is");
    }
    return known;
  }
}
