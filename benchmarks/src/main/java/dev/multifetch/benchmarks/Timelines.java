package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Timeline;
import dev.multifetch.results.Timeline.Bar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What each model does with the same hundred URLs, whose delays have a long tail.
///
/// The contract does not say which thread works for a URL: each model is free to choose. So a bar
/// carries a thread's name only if no other thread is possible: the caller's if one URL is at work
/// at a time, or the name of the fetcher's only thread. All other bars carry a slot, the lowest
/// that was free when their work began: `slot 3`.
final class Timelines {

  static final int URLS = 100;

  private static final int IN_FLIGHT = 16;
  private static final String PATH = "/bytes/1024?delay=lognormal&median=10ms";

  private final RemoteServer server;
  private final ExpectedBatch warmUp;
  private final ExpectedBatch batch;

  Timelines(RemoteServer server, long seed) {
    this.server = server;
    this.warmUp = ExpectedBatch.of(server.plain(), "/bytes/1024", 3 * URLS, true);
    this.batch = ExpectedBatch.of(server.plain(), Load.seeded(PATH, seed), URLS, true);
  }

  /// One timeline for each of these names that is a model.
  List<Timeline> of(List<String> names) throws InterruptedException {
    List<Timeline> timelines = new ArrayList<>();
    for (String name : names) {
      if (Contestants.named(name) instanceof ModelContestant model) {
        timelines.add(of(model.factory()));
      }
    }
    return timelines;
  }

  Timeline of(FetcherFactory factory) throws InterruptedException {
    FetchOptions options = Load.options(server, IN_FLIGHT);
    Set<Thread> before = threads();
    try (Fetcher fetcher = factory.open(options)) {
      fetcher.fetchAll(warmUp.urls()); // else the picture would show class loading
      List<Outcome> outcomes = fetcher.fetchAll(batch.urls());
      Set<Thread> brought = threads();
      brought.removeAll(before);
      return new Timeline(factory.name(), bars(factory, options, outcomes, brought));
    }
  }

  private static List<Bar> bars(
      FetcherFactory factory, FetchOptions options, List<Outcome> outcomes, Set<Thread> brought) {
    List<Timing> timings = outcomes.stream().map(Outcome::timing).toList();
    if (factory.concurrency(options) == 1) {
      return named(timings, Thread.currentThread().getName());
    }
    return factory.model().equals("event loop") && brought.size() == 1
        ? named(timings, brought.iterator().next().getName())
        : packed(timings);
  }

  private static List<Bar> named(List<Timing> timings, String thread) {
    return timings.stream().map(timing -> bar(timing, thread)).toList();
  }

  /// Puts each URL into the lowest slot that is free when it starts.
  static List<Bar> packed(List<Timing> timings) {
    Bar[] bars = new Bar[timings.size()];
    List<Long> freeFrom = new ArrayList<>();
    List<Integer> byStart = new ArrayList<>();
    for (int i = 0; i < timings.size(); i++) {
      byStart.add(i);
    }
    byStart.sort(Comparator.comparingLong(i -> timings.get(i).started()));
    for (int i : byStart) {
      Timing timing = timings.get(i);
      int slot = 0;
      while (slot < freeFrom.size() && freeFrom.get(slot) > timing.started()) {
        slot++;
      }
      if (slot == freeFrom.size()) {
        freeFrom.add(0L);
      }
      freeFrom.set(slot, timing.finished());
      bars[i] = bar(timing, "slot " + (slot + 1));
    }
    return List.of(bars);
  }

  private static Bar bar(Timing timing, String thread) {
    long head = timing.firstByte() == Timing.NEVER ? timing.finished() : timing.firstByte();
    return new Bar(timing.started() / 1e6, head / 1e6, timing.finished() / 1e6, thread);
  }

  /// The threads of this thread's group. The JVM's own threads, which carry or wake virtual
  /// threads, are in other groups.
  private static Set<Thread> threads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !group.equals(thread.getThreadGroup()));
    return threads;
  }
}
