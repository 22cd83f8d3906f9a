package dev.multifetch.benchmarks;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;

/// A JVM that runs one batch after another, and is recorded for some seconds once it is warm. A
/// batch that takes longer is recorded in part.
final class ProfiledBatches {

  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration RECORDED = Duration.ofSeconds(5);

  private ProfiledBatches() {}

  /// What [#main] takes.
  static List<String> arguments(Contestant contestant, Load load, RemoteServer server, Path file) {
    return List.of(
        contestant.name(),
        server.plain().toString(),
        load.workload().title(),
        Integer.toString(load.urls()),
        Integer.toString(load.inFlight()),
        load.path(),
        file.toString());
  }

  /// If something goes wrong, it prints the reason as its last line and ends with exit code 1.
  @SuppressWarnings("SystemOut") // its parent reads it
  public static void main(String[] of) {
    int code = 1;
    try {
      Load load =
          new Load(
              Workload.named(of[2]).orElseThrow(),
              Integer.parseInt(of[3]),
              Integer.parseInt(of[4]),
              of[5]);
      record(Contestants.named(of[0]), load, RemoteServer.at(URI.create(of[1])), Path.of(of[6]));
      code = 0;
    } catch (IOException e) {
      System.out.println(e.getMessage());
    } catch (Exception e) {
      System.out.println(e instanceof ExecutionException ? e.getCause() : e);
    }
    Runtime.getRuntime().halt(code); // the batch still runs
  }

  private static void record(Contestant contestant, Load load, RemoteServer server, Path file)
      throws Exception {
    URI base =
        server
            .base(load.workload().secure())
            .orElseThrow(() -> new IOException("origin " + server.plain() + " has no https"));
    ExpectedBatch batch = load.batch(base, server.ours());
    // Now, so that events of the client are known before the recording chooses among them.
    FlightRecorder.getFlightRecorder();
    Meter meter = new Meter(batch);
    Contestant.Client client = contestant.open(load.options(server));
    FutureTask<Void> batches =
        new FutureTask<>(
            () -> {
              while (true) {
                client.fetch(batch.urls(), meter);
              }
            });
    Thread.ofPlatform().daemon().name("caller").start(batches);
    runFor(WARM_UP, batches);
    try (Recording recording = new Recording()) {
      FlameGraph.chooseSamples(recording);
      recording.start();
      runFor(RECORDED, batches);
      recording.stop();
      recording.dump(file);
    }
    if (meter.unexpected() > 0) {
      throw new IOException(
          "%d of %d URLs did not end as they should"
              .formatted(meter.unexpected(), meter.outcomes()));
    }
  }

  private static void runFor(Duration time, FutureTask<Void> batches)
      throws ExecutionException, InterruptedException {
    try {
      batches.get(time.toNanos(), NANOSECONDS); // only an exception ends them
    } catch (TimeoutException e) {
      // as it should be
    }
  }
}
