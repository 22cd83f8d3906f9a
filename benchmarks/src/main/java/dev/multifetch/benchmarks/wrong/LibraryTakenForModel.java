package dev.multifetch.benchmarks.wrong;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Warmup;

/// WRONG, on purpose. It should show whether virtual threads are faster than threads. But each
/// model is written with a different client, so two things differ, and one of them gets the credit.
/// Forks, warm-up and intervals do not help: they give a precise answer to the wrong question.
/// [ModelAlone] is the same, corrected.
@Fork(1)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class LibraryTakenForModel {

  @Benchmark
  @OperationsPerInvocation(Clients.URLS)
  public long threads(Clients clients) throws Exception {
    return clients.onThreads(clients::overApache);
  }

  @Benchmark
  @OperationsPerInvocation(Clients.URLS)
  public long virtualThreads(Clients clients) throws Exception {
    return clients.onVirtualThreads(clients::overTheJdk);
  }
}
