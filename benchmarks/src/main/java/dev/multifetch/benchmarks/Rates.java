package dev.multifetch.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Warmup;

/// How many requests a second, batch after batch by one client. A batch is long, so that its
/// beginning and end, where not all slots are busy, weigh little.
@BenchmarkMode(Mode.Throughput)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Rates extends FreshJvm {

  @Benchmark
  @OperationsPerInvocation(20_000)
  public long throughput(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  @Benchmark
  @OperationsPerInvocation(20_000)
  public long tlsThroughput(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  /// The server ends each connection, so each request pays for one.
  @Benchmark
  @OperationsPerInvocation(5_000)
  public long noKeepAlive(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  @Benchmark
  @OperationsPerInvocation(20_000)
  public long manyHosts(MeasuredClient client) throws Exception {
    return client.fetch();
  }

  /// Bodies of one MiB, so one request a second is one MiB a second.
  @Benchmark
  @OperationsPerInvocation(500)
  public long large(MeasuredClient client) throws Exception {
    return client.fetch();
  }
}
