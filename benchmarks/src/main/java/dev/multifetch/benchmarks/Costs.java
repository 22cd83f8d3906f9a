package dev.multifetch.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/// A profiler that adds to the results what a request costs, and what the server saw: `-prof
/// dev.multifetch.benchmarks.Costs`. The figures are [MeasuredClient]'s; JMH asks for them here.
public final class Costs implements InternalProfiler {

  @Override
  public String getDescription() {
    return "CPU, allocation, threads, memory and latency of requests, and what the origin saw";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    List<ScalarResult> results = new ArrayList<>();
    MeasuredClient.lastFigures()
        .forEach(
            (figure, value) ->
                results.add(
                    new ScalarResult(figure.title(), value, figure.unit(), figure.policy())));
    return results;
  }
}
