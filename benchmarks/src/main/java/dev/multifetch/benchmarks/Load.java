package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.server.Loopback;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// What one workload asks of each client, in numbers. No value is left to a default.
///
/// @param workload the workload
/// @param urls how many URLs one batch has
/// @param inFlight how many may be in flight
/// @param path at the server
record Load(Workload workload, int urls, int inFlight, String path) {

  /// The load of a workload under a plan. The plan's delay applies only to workloads with a fixed
  /// delay, and its length only to workloads with small bodies. With them, the other workloads
  /// would no longer match their names.
  static Load of(Workload workload, MeasurementPlan plan) {
    String path = workload.path();
    if (workload.numbered()) {
      path = seeded(path, plan.seed());
    }
    if (plan.delay().isPresent()) {
      String micros = plan.delay().get().toNanos() / 1_000 + "us";
      path = path.replaceFirst("delay=[0-9]+[a-z]+", "delay=" + micros);
    }
    if (plan.bodyBytes().isPresent() && workload != Workload.LARGE) {
      path = path.replaceFirst("/bytes/[0-9]+", "/bytes/" + plan.bodyBytes().getAsInt());
    }
    return new Load(
        workload,
        plan.urls().orElseGet(() -> urls(workload, plan.effort())),
        plan.inFlight().orElse(workload.inFlight()),
        path);
  }

  /// The path with this seed.
  static String seeded(String path, long seed) {
    String without = path.replaceFirst("[?&]seed=[0-9]+", "");
    return without + (without.contains("?") ? "&" : "?") + "seed=" + seed;
  }

  /// How many URLs a batch of this workload has if the user does not say. If there is less time,
  /// there are fewer, because the client without concurrency takes as long as all others together.
  private static int urls(Workload workload, Effort effort) {
    return switch (workload) {
      case LATENCY -> effort.choose(64, 128, workload.urls());
      case TLS_LATENCY -> effort.choose(64, 128, 256);
      case TAIL -> effort.choose(64, 192, workload.urls());
      case FIRST -> effort.choose(64, 64, 256);
      case THROUGHPUT, TLS_THROUGHPUT, MANY_HOSTS -> 1_000;
      case NO_KEEP_ALIVE -> effort.choose(250, 250, 500);
      case LARGE -> effort.choose(100, 200, workload.urls());
      case FAN_OUT, COLD, PAGE -> workload.urls();
    };
  }

  /// The same requests, and the server answers at once. The bodies of a page are all of the same
  /// length then.
  Load withoutDelay() {
    String at =
        workload == Workload.PAGE
            ? "/bytes/38000"
            : path.replaceFirst("delay=[^&]*&?", "").replaceFirst("[?&]$", "");
    return new Load(workload, urls, inFlight, at);
  }

  /// Whether a client has so many connections that those of a few clients are more than the machine
  /// has: an address has about 28,000 ports for connections to one server.
  boolean takesThePorts() {
    return inFlight > 1_000;
  }

  /// How many MiB a second this many requests a second are. The path says how long a body is.
  double mebibytes(double requests) {
    String length = path.replaceFirst("^/bytes/([0-9]+).*", "$1");
    return requests * Long.parseLong(length) / (1 << 20);
  }

  ExpectedBatch batch(URI base, boolean ours) {
    List<URI> bases =
        IntStream.range(0, workload.hosts()).mapToObj(i -> Loopback.beside(base, i)).toList();
    return ExpectedBatch.of(bases, path, urls, ours);
  }

  /// The shortest possible makespan with this many requests in flight, if our server's delays
  /// decide it.
  Duration ideal(int concurrency) {
    return batch(URI.create("http://ideal/"), true).ideal(concurrency);
  }

  /// The limits for every client. One URL may take any time.
  FetchOptions options(RemoteServer server) {
    return options(server, inFlight);
  }

  static FetchOptions options(RemoteServer server, int inFlight) {
    return FetchOptions.builder()
        .maxInFlight(inFlight)
        .connectTimeout(Duration.ofSeconds(10)) // 10,000 at once wait in the server's queue
        .timeout(Duration.ofSeconds(30))
        .sslContext(server.trust())
        .build();
  }
}
