package dev.multifetch.benchmarks.wrong;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Warmup;

/// Right: all four combinations of what [LibraryTakenForModel] mixes up. Two figures over one
/// library compare the models; two figures of one model compare the libraries.
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class ModelAlone {

  @Benchmark
  @OperationsPerInvocation(Clients.URLS)
  public long threadsOverApache(Clients clients) throws Exception {
    return clients.onThreads(clients::overApache);
  }

  @Benchmark
  @OperationsPerInvocation(Clients.URLS)
  public long virtualThreadsOverApache(Clients clients) throws Exception {
    return clients.onVirtualThreads(clients::overApache);
  }

  @Benchmark
  @OperationsPerInvocation(Clients.URLS)
  public long threadsOverTheJdk(Clients clients) throws Exception {
    return clients.onThreads(clients::overTheJdk);
  }

  @Benchmark
  @OperationsPerInvocation(Clients.URLS)
  public long virtualThreadsOverTheJdk(Clients clients) throws Exception {
    return clients.onVirtualThreads(clients::overTheJdk);
  }
}
