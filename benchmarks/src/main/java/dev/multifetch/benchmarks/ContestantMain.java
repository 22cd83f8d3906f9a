package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.ContestantProcess.Order;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The process of one contestant. It does what its standard input says, an [Order] a line, and
/// answers each order with a [Turn]. Between two orders it is idle. It ends with its input.
final class ContestantMain {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final int GLANCES = 50;
  private static final double AT_WORK = 0.1; // of a core

  private final RemoteServer server;
  private final Contestant contestant;
  private final Map<Boolean, Optional<String>> refusals = new HashMap<>(); // for http, for https
  private @Nullable OpenClient open;

  private ContestantMain(RemoteServer server, Contestant contestant) {
    this.server = server;
    this.contestant = contestant;
  }

  public static void main(String[] arguments) throws Exception {
    var main =
        new ContestantMain(
            RemoteServer.at(URI.create(arguments[0])), Contestants.named(arguments[1]));
    BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    Thread.ofPlatform().daemon().name("orders").start(() -> read(orders));
    while (true) {
      Turn turn = main.follow(JSON.readValue(orders.take(), Order.class));
      System.out.println(ContestantProcess.MARK + JSON.writeValueAsString(turn));
    }
  }

  /// Ends this process with its input, whatever a client is doing.
  private static void read(BlockingQueue<String> orders) {
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      lines.lines().forEach(orders::add);
    } catch (IOException | UncheckedIOException e) {
      // the parent is gone
    }
    Runtime.getRuntime().halt(0);
  }

  private Turn follow(Order order) {
    try {
      return switch (order) {
        case Order.Open open -> open(open.load());
        case Order.Run run -> set(open).turn(run);
      };
    } catch (Throwable e) { // also if there is no more memory, or no more threads
      return Turn.failed(String.valueOf(e));
    }
  }

  /// Checks the contestant, once for http and once for https, and opens its client. The first batch
  /// of a fresh JVM is measured without a check: the check would warm it up.
  private Turn open(Load load) throws Exception {
    OpenClient before = open;
    open = null;
    if (before != null) {
      before.close();
    }
    Optional<String> refusal = server.lacks(load.workload());
    if (refusal.isEmpty() && isChecked(load)) {
      refusal = checked(load);
    }
    if (refusal.isPresent()) {
      return Turn.failed(refusal.get());
    }
    open = OpenClient.of(contestant, load, server);
    return new Turn(0, Map.of(), 0, "");
  }

  private Optional<String> checked(Load load) throws InterruptedException {
    boolean secure = load.workload().secure();
    if (!refusals.containsKey(secure)) {
      refusals.put(secure, new Gate(server).refuses(contestant, load));
    }
    return refusals.getOrDefault(secure, Optional.empty());
  }

  private boolean isChecked(Load load) {
    return load.workload() != Workload.COLD && contestant.track() != Track.CEILING;
  }

  private static <T> T set(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("no client is open");
    }
    return value;
  }

  /// The contestant's open client at its load.
  private record OpenClient(
      Contestant contestant,
      Load load,
      Contestant.Client client,
      ExpectedBatch batch,
      ExpectedBatch warmUp,
      Meter meter,
      IterationFigures figures,
      RemoteServer server) {

    static OpenClient of(Contestant contestant, Load load, RemoteServer server) {
      URI base = server.base(load.workload().secure()).orElse(server.plain());
      ExpectedBatch batch = load.batch(base, server.ours());
      Meter meter = new Meter(batch);
      return new OpenClient(
          contestant,
          load,
          contestant.open(load.options(server)),
          batch,
          load.withoutDelay().batch(base, server.ours()),
          meter,
          new IterationFigures(meter, server),
          server);
    }

    /// Where a client takes most of the ports, it is opened for its turn, opens its connections in
    /// a batch that does not count, and is closed.
    Turn turn(Order.Run run) throws Exception {
      if (!load.takesThePorts()) {
        return run(run);
      }
      OpenClient fresh = of(contestant, load, server);
      try {
        ExpectedBatch opening = run.warmsUp() ? warmUp : batch;
        fresh.client.fetch(opening.urls(), new Meter(opening));
        return fresh.run(run);
      } finally {
        fresh.close();
      }
    }

    private Turn run(Order.Run run) throws Exception {
      return run.warmsUp() ? warmUp(run.least()) : measured(run.least());
    }

    /// Fetches for a while, and then lets the compilers have the cores. The delays of a workload
    /// are left out, so that the compilers have as much to do as in a workload without delays.
    private Turn warmUp(Duration least) throws Exception {
      Meter ignored = new Meter(warmUp);
      long compiledBefore = compileMillis();
      long began = System.nanoTime();
      do {
        client.fetch(warmUp.urls(), ignored);
      } while (System.nanoTime() - began < least.toNanos());
      double atWork = atWork();
      for (int i = 1; i < GLANCES && atWork > AT_WORK; i++) {
        atWork = atWork();
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      double compiling = (compileMillis() - compiledBefore) / 1e3 / seconds;
      return new Turn(0, Map.of(), Math.max(compiling, atWork), "");
    }

    /// The share of a core that this JVM uses while its client has nothing to do: its compilers are
    /// at work. [#compileMillis] counts a method when it is compiled, and that can take a second.
    private static double atWork() throws InterruptedException {
      long began = System.nanoTime();
      long cpuBefore = ProcessClock.nanos();
      Thread.sleep(GLANCE);
      return (double) (ProcessClock.nanos() - cpuBefore) / (System.nanoTime() - began);
    }

    private Turn measured(Duration least) throws Exception {
      server.reset();
      figures.begin();
      long before = meter.outcomes();
      long compiledBefore = compileMillis();
      long began = System.nanoTime();
      FirstOutcome first = new FirstOutcome(meter);
      do {
        long outcomes = meter.outcomes();
        client.fetch(batch.urls(), load.workload() == Workload.FIRST ? first : meter);
        meter.batchEnded(outcomes);
      } while (System.nanoTime() - began < least.toNanos());
      double seconds = (System.nanoTime() - began) / 1e9;
      long requests = meter.outcomes() - before;
      Map<Figure, Double> costs = figures.end();
      double compiling = (compileMillis() - compiledBefore) / 1e3 / seconds;
      return new Turn(score(requests, seconds, first.secondsAfter(began)), costs, compiling, "");
    }

    /// How long this JVM has compiled so far; 0 if it does not say.
    private static long compileMillis() {
      @Nullable CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
      return compilers != null && compilers.isCompilationTimeMonitoringSupported()
          ? compilers.getTotalCompilationTime()
          : 0;
    }

    private double score(long requests, double seconds, double secondsToFirst) {
      return switch (load.workload()) {
        case FIRST -> secondsToFirst;
        case LARGE -> load.mebibytes(requests / seconds);
        default -> load.workload().moreIsBetter() ? requests / seconds : seconds;
      };
    }

    void close() throws Exception {
      client.close();
    }
  }
}
