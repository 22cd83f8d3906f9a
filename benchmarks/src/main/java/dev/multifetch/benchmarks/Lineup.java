package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import dev.multifetch.benchmarks.peers.Program;
import dev.multifetch.results.Judge;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The clients to measure under a plan.
public record Lineup(MeasurementPlan plan) {

  private static final Duration START = Duration.ofSeconds(2); // the server's, the pinning
  private static final Duration PROGRAM = Duration.ofSeconds(12); // for one, on average
  private static final Duration TIMELINE = Duration.ofMillis(1_200); // for one model, on average

  /// The clients that run in a JVM: models, peers, the one that shows the server's ceiling, and in
  /// a rigorous run the last model once more. Two figures of one model show how much results differ
  /// by chance.
  ///
  /// @return by their names in the results; a client that takes part twice has two names
  /// @throws IllegalArgumentException if the plan names a model that does not exist
  public Map<String, Contestant> contestants() {
    List<Contestant> all = new ArrayList<>();
    plan.models().forEach(name -> all.add(Contestants.named(name)));
    if (plan.effort() == Effort.RIGOROUS) {
      all.add(all.getLast());
    }
    if (plan.peers() != Peers.NONE) {
      all.addAll(Contestants.peers());
    }
    if (plan.workloads().stream().anyMatch(this::hasCeiling)) {
      all.add(RawClient.CEILING);
    }
    Map<String, Contestant> named = new LinkedHashMap<>();
    for (Contestant contestant : all) {
      String name = contestant.name();
      while (named.containsKey(name)) {
        name += Judge.AGAIN;
      }
      named.put(name, contestant);
    }
    return named;
  }

  /// Whether the most that the server gives can be measured: without TLS, and without delays.
  boolean hasCeiling(Workload workload) {
    boolean secure = plan.origin().map(URI::getScheme).filter("https"::equals).isPresent();
    return !secure && RawClient.suits(workload);
  }

  /// What a user types to choose those of them that are clients of somebody, each once.
  List<String> names() {
    return contestants().values().stream()
        .filter(contestant -> contestant.track() != Track.CEILING)
        .map(Contestant::name)
        .distinct()
        .toList();
  }

  /// The clients in other languages, which are measured after them.
  List<Program> programs(Workload workload) {
    return plan.peers() == Peers.ALL ? ForeignPrograms.suited(workload) : List.of();
  }

  Schedule schedule() {
    return Schedule.of(contestants().size(), plan.workloads(), plan.effort());
  }

  private int programs() {
    return plan.workloads().stream().mapToInt(each -> programs(each).size()).sum();
  }

  private Duration round() {
    Duration round = Duration.ZERO;
    for (Workload workload : plan.workloads()) {
      for (Contestant contestant : contestants().values()) {
        round = round.plus(new Assignment(contestant, Load.of(workload, plan)).turn());
      }
    }
    return round;
  }

  /// How long it takes on a quiet machine.
  public Duration estimate() {
    Duration timelines = TIMELINE.multipliedBy(plan.origin().isEmpty() ? plan.models().size() : 0);
    return START
        .plus(schedule().estimate(contestants().size(), round()))
        .plus(PROGRAM.multipliedBy(programs()))
        .plus(timelines);
  }
}
