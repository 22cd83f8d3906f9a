package dev.multifetch.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/// A profiler that adds what a request costs, and what the server saw, to the results: `-prof
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
    for (Map.Entry<String, Double> each : MeasuredClient.lastFigures().entrySet()) {
      String name = each.getKey();
      String unit = name.substring(name.lastIndexOf(' ') + 1);
      results.add(new ScalarResult(name, each.getValue(), unit, policy(name)));
    }
    return results;
  }

  private static AggregationPolicy policy(String name) {
    return switch (name) {
      case Figures.THREADS, Figures.RESIDENT, MeasuredClient.PEAK, MeasuredClient.CONNECTIONS ->
          AggregationPolicy.MAX;
      case MeasuredClient.UNEXPECTED, MeasuredClient.REQUESTS, MeasuredClient.BYTES ->
          AggregationPolicy.SUM;
      default -> AggregationPolicy.AVG;
    };
  }
}
