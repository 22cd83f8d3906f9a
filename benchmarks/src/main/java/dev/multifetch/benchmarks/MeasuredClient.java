package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/// One client, open from the first iteration to the last with its connections, and the server it
/// fetches from. JMH opens it, and closes it at the end of its JVM.
@State(Scope.Benchmark)
public class MeasuredClient extends ClientParameters {

  private static volatile Map<Figure, Double> lastFigures = Map.of();

  private @Nullable ServerInUse server;
  private Contestant.@Nullable Client client;
  private @Nullable ExpectedBatch batch;
  private @Nullable Meter meter;
  private @Nullable IterationFigures figures;

  @Setup(Level.Trial)
  public void open(BenchmarkParams params) throws IOException, InterruptedException {
    Load load = load(params);
    Contestant contestant = Contestants.named(model);
    server = origin.equals("own") ? startServer() : ServerInUse.at(URI.create(origin));
    RemoteServer remote = server.remote();
    URI base =
        remote
            .base(load.workload().secure())
            .orElseThrow(() -> new IllegalArgumentException("origin " + origin + " has no https"));
    gate(contestant, remote, load);
    batch = load.batch(base, remote.ours());
    meter = new Meter(batch);
    figures = new IterationFigures(meter, remote);
    remote.reset();
    client = contestant.open(load.options(remote));
  }

  @Setup(Level.Iteration)
  public void begin() throws IOException {
    set(figures).begin();
  }

  /// Runs one batch, from its first URL to its last outcome.
  long fetch() throws Exception {
    return fetch(set(meter));
  }

  /// The same, with a listener that passes each outcome on to [#meter].
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
  public void end() throws IOException {
    lastFigures = set(figures).end();
  }

  @TearDown(Level.Trial)
  public void close() throws Exception {
    try (var _ = server) {
      set(client).close();
    }
  }

  /// The figures of the last iteration, for [Costs].
  static Map<Figure, Double> lastFigures() {
    return lastFigures;
  }

  private static ServerInUse startServer() throws IOException, InterruptedException {
    Pinning pinning = Pinning.ofThisMachine();
    pinning.bind();
    ServerInUse started = ServerInUse.start(pinning);
    System.out.println("# Origin: own, " + pinning.words());
    return started;
  }

  /// Does not check a client of a cold JVM, because the check would warm it up.
  private static void gate(Contestant contestant, RemoteServer remote, Load load)
      throws InterruptedException {
    if (load.workload() == Workload.COLD) {
      return;
    }
    Optional<String> missing = remote.lacks(load.workload());
    Optional<String> reason =
        missing.isPresent() ? missing : new Gate(remote).refuses(contestant, load);
    if (reason.isPresent()) {
      throw new IllegalStateException(reason.get());
    }
  }

  private static <T> T set(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the client is not open");
    }
    return value;
  }
}
