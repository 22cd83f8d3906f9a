package dev.multifetch.benchmarks;

import dev.multifetch.results.Workload;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Estimates how long a plan takes.
public final class ExpectedTime {

  private static final Duration OVERHEAD = Duration.ofSeconds(2); // the server's start, the pinning
  private static final Duration GATE = Duration.ofMillis(700); // for one contestant
  private static final Duration PROGRAM = Duration.ofSeconds(12); // for one, on average
  private static final Duration TIMELINE = Duration.ofMillis(1_200); // for one model, on average

  private ExpectedTime() {}

  public static Duration of(MeasurementPlan plan) {
    Duration sum = OVERHEAD;
    Set<Boolean> gated = new HashSet<>(); // for http, and for https
    for (Workload workload : plan.workloads()) {
      Duration gate = gated.add(workload.secure()) ? GATE : Duration.ZERO;
      sum = sum.plus(ceiling(workload, plan)).plus(inJvm(workload, plan, gate));
      sum = sum.plus(PROGRAM.multipliedBy(new Lineup(plan).programs(workload).size()));
    }
    return plan.origin().isPresent() ? sum : sum.plus(TIMELINE.multipliedBy(plan.models().size()));
  }

  private static Duration ceiling(Workload workload, MeasurementPlan plan) {
    return workload.moreIsBetter()
        ? CeilingSchedule.of(workload, plan.effort()).estimate()
        : Duration.ZERO;
  }

  private static Duration inJvm(Workload workload, MeasurementPlan plan, Duration gate) {
    Load load = Load.of(workload, plan);
    List<Contestant> contestants = new Lineup(plan).contestants();
    return contestants.stream()
        .map(contestant -> new Assignment(contestant, load).schedule(plan.effort()))
        .filter(schedule -> !schedule.hopeless())
        .map(schedule -> gate.plus(schedule.estimate()))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
