package dev.multifetch.conformance.soak;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.FetcherFactory;
import dev.multifetch.conformance.servers.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/// Runs stages of disorder. In each stage many rounds share one fetcher, and other rounds have
/// their own. After each stage it checks what the process still holds.
final class Soak {

  private static final int CALLERS = 8; // batches at once; each has up to 64 URLs in flight
  private static final int CALLERS_OF_ONE = 32; // of a model that fetches one URL after another

  static {
    // The JDK keeps the last 20,480 TLS sessions for a day. That looks like a leak, but is not.
    System.setProperty("javax.net.ssl.sessionCacheSize", "64");
  }

  private static final SSLContext TRUST = Certificates.trust();

  private final FetcherFactory factory;
  private final Supplier<Map<String, Long>> memory;
  private final Settings settings;
  private final FetchOptions options = options().build();
  private final SoakCounts counts = new SoakCounts();
  private final AtomicLong rounds = new AtomicLong();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private long mostConnections;

  Soak(FetcherFactory factory, Supplier<Map<String, Long>> memory, Settings settings) {
    this.factory = factory;
    this.memory = memory;
    this.settings = settings;
  }

  static FetchOptions.Builder options() {
    return FetchOptions.builder()
        .maxInFlight(64)
        .connectTimeout(Duration.ofSeconds(1))
        .timeout(Duration.ofMillis(500))
        .maxHeadBytes(8 << 10)
        .maxBodyBytes(64 << 10)
        .maxRedirects(3)
        .sslContext(TRUST);
  }

  void run() throws Exception {
    Thread.UncaughtExceptionHandler others = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> failures.add(uncaught(thread, thrown)));
    try (SoakServer server = new SoakServer()) {
      long end = System.nanoTime() + settings.length().toNanos();
      stage(server, settings.warmUp());
      Holdings before = Holdings.now(memory);
      do {
        stage(server, settings.stage());
        Holdings after = Holdings.settled(before, memory, settings.patience());
        after
            .beyond(before)
            .forEach(left -> failures.add(new AssertionError("left behind: " + left)));
        report(before, after);
      } while (failures.isEmpty() && System.nanoTime() < end);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(others);
    }
    if (!failures.isEmpty()) {
      throw failed(failures.peek());
    }
  }

  /// Disorder for this long. Then the shared fetcher must work like a new one, and leave nothing.
  private void stage(SoakServer server, Duration length) throws Exception {
    long end = System.nanoTime() + length.toNanos();
    Fetcher shared = factory.open(options);
    try (shared) {
      int callers = factory.concurrency(options) == 1 ? CALLERS_OF_ONE : CALLERS;
      List<Thread> all =
          IntStream.range(0, callers)
              .mapToObj(
                  _ -> Thread.ofPlatform().name("soak").start(() -> rounds(shared, server, end)))
              .toList();
      for (Thread caller : all) {
        while (!caller.join(Duration.ofMillis(200))) {
          mostConnections = Math.max(mostConnections, server.openConnections());
        }
      }
      if (failures.isEmpty()) {
        checkIdle(shared, server);
      }
    }
    await("connections left open by a closed fetcher", 0, server);
  }

  private void rounds(Fetcher shared, SoakServer server, long end) {
    while (failures.isEmpty() && System.nanoTime() < end) {
      boolean serial = factory.concurrency(options) == 1;
      RoundPlan plan =
          RoundPlan.draw(
              settings.seed(), rounds.getAndIncrement(), serial ? 12 : 120, options(), server);
      try {
        round(plan, shared);
      } catch (Throwable broken) {
        failures.add(new AssertionError(plan + ": " + broken.getMessage(), broken));
      }
    }
  }

  private void round(RoundPlan plan, Fetcher shared) throws InterruptedException {
    if (plan.shared()) {
      new Round(plan, shared, counts, settings.patience()).run(factory.concurrency(options));
    } else {
      try (Fetcher own = factory.open(plan.options())) {
        new Round(plan, own, counts, settings.patience()).run(factory.concurrency(plan.options()));
      }
    }
  }

  /// After all this, the fetcher must still reach its full number of requests in flight, and keep
  /// no more connections than it may.
  private void checkIdle(Fetcher shared, SoakServer server) throws InterruptedException {
    await("idle connections", 4L * options.maxInFlight(), server); // as many again, until noticed
    int size = factory.concurrency(options);
    boolean together = false;
    for (int attempt = 0; !together && attempt < 10; attempt++) { // the machine may be busy
      together = shared.fetchAll(server.crowd(size)).stream().allMatch(Fetched.class::isInstance);
    }
    if (!together) {
      failures.add(new AssertionError(size + " exchanges at once are not possible any more"));
    }
  }

  private void await(String what, long most, SoakServer server) throws InterruptedException {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    long open = server.openConnections();
    while (open > most && System.nanoTime() < deadline) {
      Thread.sleep(10); // the end has no event to wait for; the deadline bounds it
      open = server.openConnections();
    }
    if (open > most) {
      failures.add(new AssertionError("%s: %d, at most %d".formatted(what, open, most)));
    }
  }

  private static AssertionError uncaught(Thread thread, Throwable thrown) {
    return new AssertionError("uncaught on %s: %s".formatted(thread, thrown), thrown);
  }

  private AssertionError failed(Throwable first) {
    return new AssertionError(
        "%s failed the soak%n  seen: %s%n  seed: %d; for the same run again, add -Dsoak.seed=%d"
            .formatted(factory.name(), first.getMessage(), settings.seed(), settings.seed()),
        first);
  }

  private void report(Holdings before, Holdings after) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "soak"));
    Files.writeString(
        folder.resolve(factory.name() + ".txt"),
        "%s: %,d outcomes in %,d batches, seed %d, up to %,d connections at once%n%s%n  before: %s%n  after: %s%n"
            .formatted(
                factory.name(),
                counts.outcomes(),
                counts.batches(),
                settings.seed(),
                mostConnections,
                counts,
                before,
                after));
  }
}
