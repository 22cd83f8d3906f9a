package dev.multifetch.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;

/// To be replaced.
public class Throughput {
  @Benchmark
  public int nothing() {
    return 1;
  }
}
