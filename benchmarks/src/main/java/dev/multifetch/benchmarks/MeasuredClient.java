package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.results.Evidence;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/// One client, open from the first iteration to the last with its connections, and the server it
/// fetches from. The workload is that of the benchmark method's name.
@State(Scope.Benchmark)
public class MeasuredClient {

  static final String UNEXPECTED = "unexpected outcomes";
  static final String REQUESTS = "origin requests";
  static final String PEAK = "origin peak in flight"; // since the client is open
  static final String CONNECTIONS = "origin connections"; // likewise
  static final String BYTES = "origin bytes";

  /// Set by a [Measurement], which has looked at the contestant before.
  static final String GATED = "multifetch.gated";

  private static volatile Map<String, Double> lastFigures = Map.of();

  /// Who is measured. By default every model; `-p model=` takes the peers' names too.
  @Param({
    "blocking",
    "blocking-okhttp",
    "thread-pool",
    "thread-pool-okhttp",
    "virtual-threads",
    "virtual-threads-okhttp",
    "completablefuture",
    "reactive",
    "netty"
  })
  public String model = "";

  /// The URL of the server; by default one of its own for each client.
  @Param("own")
  public String origin = "";

  /// URLs in a batch; by default the workload's. A throughput takes the same number with `-opi`.
  @Param("default")
  public String urls = "";

  /// How many may be in flight; by default the workload's.
  @Param("default")
  public String inFlight = "";

  /// Path and query at the server; by default the workload's.
  @Param("default")
  public String path = "";

  private @Nullable ServerProcess process;
  private @Nullable RemoteServer remote;
  private Contestant.@Nullable Client client;
  private @Nullable ExpectedBatch batch;
  private @Nullable Meter meter;
  private Histogram took = new Histogram(3);
  private @Nullable Figures figures;
  private Optional<Evidence> before = Optional.empty();
  private long requestsBefore;
  private long unexpectedBefore;

  @Setup(Level.Trial)
  public void open(BenchmarkParams params) throws IOException, InterruptedException {
    Load load = load(params);
    Contestant contestant = Contestants.named(model);
    RemoteServer from = RemoteServer.at(base());
    URI base =
        from.base(load.workload().secure())
            .orElseThrow(() -> new IllegalArgumentException("origin " + origin + " has no https"));
    gate(contestant, from, load);
    FetchOptions options = load.options(from);
    remote = from;
    batch = load.batch(base, from.ours());
    meter = new Meter(batch);
    from.reset();
    client = contestant.open(options);
  }

  @Setup(Level.Iteration)
  public void begin(IterationParams iteration) throws IOException {
    set(meter).interval(); // forgotten: it belongs to the time between
    requestsBefore = set(meter).outcomes();
    unexpectedBefore = set(meter).unexpected();
    before = set(remote).evidence();
    figures = Figures.begin();
  }

  /// One batch, from its first URL to its last outcome.
  long fetch() throws Exception {
    return fetch(set(meter));
  }

  /// The same, heard by somebody who passes on what he hears to [#meter].
  long fetch(OutcomeListener listener) throws Exception {
    Meter counting = set(meter);
    long before = counting.outcomes();
    set(client).fetch(set(batch).urls(), listener);
    counting.batchEnded(before);
    return counting.outcomes() - before;
  }

  Meter meter() {
    return set(meter);
  }

  @TearDown(Level.Iteration)
  public void end(IterationParams iteration) throws IOException {
    Meter counted = set(meter);
    took.add(counted.interval());
    Map<String, Double> now =
        new LinkedHashMap<>(set(figures).end(counted.outcomes() - requestsBefore, took));
    now.put(UNEXPECTED, (double) (counted.unexpected() - unexpectedBefore));
    set(remote)
        .evidence()
        .ifPresent(
            seen -> {
              now.put(
                  REQUESTS, (double) seen.requests() - before.map(Evidence::requests).orElse(0L));
              now.put(PEAK, (double) seen.peakInFlight());
              now.put(CONNECTIONS, (double) seen.connections());
              now.put(BYTES, (double) seen.bytes() - before.map(Evidence::bytes).orElse(0L));
            });
    lastFigures = now;
    if (iteration.getType() == IterationType.WARMUP) {
      took.reset();
    }
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    try (var _ = process) {
      set(client).close();
    }
  }

  /// Of the iteration that ended last, for [Costs].
  static Map<String, Double> lastFigures() {
    return lastFigures;
  }

  private URI base() throws IOException, InterruptedException {
    if (!origin.equals("own")) {
      return URI.create(origin);
    }
    Pinning pinning = Pinning.ofThisMachine();
    pinning.bind();
    process = ServerProcess.start(pinning);
    System.out.println("# Origin: own, " + pinning.words());
    return process.http();
  }

  /// A cold JVM is not to be warmed by questions.
  private static void gate(Contestant contestant, RemoteServer from, Load load)
      throws InterruptedException {
    if (Boolean.getBoolean(GATED) || load.workload() == Workload.COLD) {
      return;
    }
    Optional<String> reason = new Gate(from).refuses(contestant, load);
    if (reason.isPresent()) {
      throw new IllegalStateException(reason.get());
    }
  }

  private Load load(BenchmarkParams params) {
    String method = params.getBenchmark();
    Workload workload = workload(method.substring(method.lastIndexOf('.') + 1));
    Load load =
        new Load(
            workload,
            urls.equals("default") ? workload.urls() : Integer.parseInt(urls),
            inFlight.equals("default") ? workload.inFlight() : Integer.parseInt(inFlight),
            path.equals("default") ? workload.path() : path);
    if (workload.moreIsBetter() && params.getOpsPerInvocation() != load.urls()) {
      throw new IllegalArgumentException(
          "a batch of %d URLs is counted as %d: add -opi %d"
              .formatted(load.urls(), params.getOpsPerInvocation(), load.urls()));
    }
    return load;
  }

  /// `fanOut` is `fan-out`.
  static Workload workload(String method) {
    String title = method.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    return Workload.named(title)
        .orElseThrow(() -> new IllegalStateException("no workload is called " + title));
  }

  private static <T> T set(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the client is not open");
    }
    return value;
  }
}
