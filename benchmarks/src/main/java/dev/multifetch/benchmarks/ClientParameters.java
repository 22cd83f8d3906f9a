package dev.multifetch.benchmarks;

import dev.multifetch.results.Workload;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/// The parameters that a user of JMH may set with `-p`: which clients to measure, and with which
/// load.
@State(Scope.Benchmark)
public abstract class ClientParameters {

  private static final String OF_WORKLOAD = "default";

  /// The clients to measure: by default every model; `-p model=` takes the peers' names, too.
  @Param({
    "blocking",
    "blocking-okhttp",
    "blocking-netty",
    "thread-pool",
    "thread-pool-okhttp",
    "thread-pool-netty",
    "virtual-threads",
    "virtual-threads-okhttp",
    "virtual-threads-netty",
    "completablefuture",
    "reactive",
    "netty"
  })
  public String model = "";

  /// The URL of the server; by default each client starts its own server.
  @Param("own")
  public String origin = "";

  /// URLs in a batch; by default the workload's. A throughput takes the same number with `-opi`.
  @Param(OF_WORKLOAD)
  public String urls = "";

  /// How many may be in flight; by default the workload's.
  @Param(OF_WORKLOAD)
  public String inFlight = "";

  /// Path and query at the server; by default the workload's.
  @Param(OF_WORKLOAD)
  public String path = "";

  /// The load that these parameters give. The benchmark method's name is the workload's.
  ///
  /// @throws IllegalArgumentException if JMH would count another number of URLs
  final Load load(BenchmarkParams params) {
    Workload workload = BenchmarkMethod.workload(params.getBenchmark());
    Load load =
        new Load(
            workload,
            number(urls, workload.urls()),
            number(inFlight, workload.inFlight()),
            path.equals(OF_WORKLOAD) ? workload.path() : path);
    if (workload.moreIsBetter() && params.getOpsPerInvocation() != load.urls()) {
      throw new IllegalArgumentException(
          "a batch of %d URLs is counted as %d: add -opi %d"
              .formatted(load.urls(), params.getOpsPerInvocation(), load.urls()));
    }
    return load;
  }

  private static int number(String text, int ofWorkload) {
    return text.equals(OF_WORKLOAD) ? ofWorkload : Integer.parseInt(text);
  }
}
