package dev.multifetch.workshop.predict;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.FetcherFactory;
import dev.multifetch.Outcome;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Runs one model in a JVM of its own, so that each thread of that JVM is the model's or the JVM's.
/// It prints what it finds, one fact a line; [ModelRun] reads it.
final class ModelMain {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<String> facts = new ArrayList<>(); // printed later: printing takes time
  private final Set<Long> own = Set.of(boxed(THREADS.getAllThreadIds())); // which each JVM has
  private boolean listed;

  private ModelMain() {}

  /// The arguments are the model's name, maxInFlight, the server's URL and the number of URLs.
  static void main(String[] arguments) throws InterruptedException {
    URI server = URI.create(arguments[2]);
    List<URI> urls =
        IntStream.rangeClosed(1, Integer.parseInt(arguments[3]))
            .mapToObj(number -> server.resolve("/" + number))
            .toList();
    new ModelMain().run(arguments[0], Integer.parseInt(arguments[1]), server.resolve("/0"), urls);
  }

  /// Fetches as [Lesson#code] says. The URL for warming up loads classes and opens connections; the
  /// server answers it at once.
  private void run(String name, int maxInFlight, URI warmUp, List<URI> urls)
      throws InterruptedException {
    int before = THREADS.getThreadCount() - 1; // without this thread, which calls fetchEach
    var options = FetchOptions.builder().maxInFlight(maxInFlight).build();
    try (var fetcher = model(name).open(options)) {
      fetcher.fetchAll(Collections.nCopies(urls.size(), warmUp));
      THREADS.resetPeakThreadCount();
      long start = System.nanoTime();
      try {
        fetcher.fetchEach(urls, outcome -> ended(outcome));
      } catch (RuntimeException e) {
        facts.add("threw " + e);
      }
      facts.add("took " + (System.nanoTime() - start));
      facts.add("threads " + (THREADS.getPeakThreadCount() - before));
    }
    facts.forEach(System.out::println);
    System.out.println("done");
  }

  private static FetcherFactory model(String name) {
    return ServiceLoader.load(FetcherFactory.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no model " + name));
  }

  private void ended(Outcome outcome) {
    facts.add((outcome instanceof Fetched ? "fetched " : "failed ") + (outcome.index() + 1));
    if (!listed) { // while the others are at work
      listed = true;
      facts.add("thread " + Thread.currentThread().getName());
      for (var thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
        if (thread != null && !own.contains(thread.getThreadId())) {
          facts.add("thread " + thread.getThreadName());
        }
      }
    }
  }

  private static Long[] boxed(long[] ids) {
    return LongStream.of(ids).boxed().toArray(Long[]::new);
  }
}
