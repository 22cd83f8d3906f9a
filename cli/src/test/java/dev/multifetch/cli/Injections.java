package dev.multifetch.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// Every fault of every system call that a variant makes, one after another, and what comes of it.
final class Injections {

  private static final Duration PATIENCE = Duration.ofSeconds(10); // until what ends has ended
  private static final String FETCH = "fetch good";

  /// All that a step may say. No failed call is the caller's fault, a defect, or a wrong body.
  private static final String FINE =
      "close|((FETCHED|UNKNOWN_HOST|CONNECT_FAILED|TLS_FAILED|CONNECTION_LOST|TIMED_OUT) ?){20}";

  private final String variant;
  private final Callable<TracedProcess> starting;
  private final Path log;
  private final Map<String, Map<String, Integer>> outcomes = new TreeMap<>(); // by fault
  private final List<String> failures = new ArrayList<>();
  private int injected;
  private TracedProcess process;
  private List<String> baseline = List.of();

  Injections(String variant, Callable<TracedProcess> starting, Path folder) throws Exception {
    this.variant = variant;
    this.starting = starting;
    this.log = folder.resolve("strace.log");
    this.process = starting.call();
  }

  /// Makes each call fail the first time, the second, and so on up to this one.
  ///
  /// @return what went wrong
  List<String> run(int upTo) throws Exception {
    try {
      warmUp();
      for (String step : List.of(FETCH, "close")) {
        for (SyscallFault fault : SyscallFault.in(callsOf(step))) {
          for (int n = 1; n <= upTo && inject(step, fault, n); n++) {
            // until no thread makes so many
          }
        }
      }
      return failures;
    } finally {
      process.close();
    }
  }

  /// So that no class is loaded later, not even one that only a failure needs.
  private void warmUp() throws Exception {
    for (int i = 0; i < 5; i++) {
      for (String step : List.of("open", "fetch bad", FETCH, "close")) {
        process.take(step);
      }
    }
    baseline = process.holdings();
  }

  private Set<String> callsOf(String step) throws Exception {
    prepare(step);
    take(step, SyscallFault.calls(), "");
    finish(step);
    return SyscallFault.seen(Strace.calls(log));
  }

  private void prepare(String step) throws InterruptedException {
    process.take("open");
    if (step.equals("close")) {
      process.take(FETCH); // so that there are connections to close
    }
  }

  private String take(String step, String calls, String injection) throws Exception {
    try (Strace _ = Strace.attach(process.pid(), calls, injection, log)) {
      return process.take(step);
    }
  }

  /// Untraced again, the same fetcher must be as good as ever.
  private void finish(String step) throws InterruptedException {
    if (step.equals(FETCH)) {
      String again = process.take(FETCH);
      if (!again.matches("(FETCHED ?){20}")) {
        throw new AssertionError("afterwards " + again);
      }
      process.take("close");
    }
  }

  /// @return whether there was such a call
  private boolean inject(String step, SyscallFault fault, int n) throws Exception {
    try {
      prepare(step);
      String seen = take(step, fault.call(), fault.at(n));
      List<String> hits = SyscallFault.injected(Strace.calls(log));
      if (hits.stream().anyMatch(SyscallFault::isSafe)) {
        restart(); // that cannot happen, and proves nothing
        return true;
      }
      injected += hits.size();
      count(fault, seen);
      finish(step);
      checkNothingIsLeft(fault.leavesOpen() ? hits.size() : 0);
      return !hits.isEmpty();
    } catch (AssertionError broken) {
      List<String> hits = SyscallFault.injected(Strace.calls(log));
      failures.add("%s with %s: %s %s".formatted(step, fault.at(n), broken.getMessage(), hits));
      restart();
      return true;
    }
  }

  private void restart() throws Exception {
    process.close();
    process = starting.call();
    warmUp();
  }

  private void count(SyscallFault fault, String seen) {
    Map<String, Integer> counts = outcomes.computeIfAbsent(fault.toString(), _ -> new TreeMap<>());
    if (!seen.matches(FINE)) {
      throw new AssertionError(seen);
    }
    for (String outcome : seen.split(" ")) {
      counts.merge(outcome, 1, Integer::sum);
    }
  }

  /// @param allowed how many descriptors stay open because they were not closed in fact
  private void checkNothingIsLeft(int allowed) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> left = left();
    while (left.size() > allowed && System.nanoTime() < deadline) {
      Thread.sleep(5); // what ends has no event to wait for; the deadline bounds it
      left = left();
    }
    if (left.size() > allowed) {
      throw new AssertionError("left behind " + left);
    }
    baseline = process.holdings();
  }

  private List<String> left() throws IOException {
    List<String> left = new ArrayList<>(process.holdings());
    baseline.forEach(left::remove);
    return left;
  }

  @Override
  public String toString() {
    Map<String, Integer> all = new TreeMap<>();
    outcomes.values().forEach(of -> of.forEach((kind, n) -> all.merge(kind, n, Integer::sum)));
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %,d injections, %d failures, %s%n".formatted(variant, injected, failures.size(), all));
    outcomes.forEach((fault, of) -> text.append("  %s %s%n".formatted(fault, of)));
    return text.toString();
  }
}
