package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import dev.multifetch.benchmarks.peers.Program;
import dev.multifetch.results.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The clients to measure under a plan.
public record Lineup(MeasurementPlan plan) {

  /// The clients that run in a JVM, in the order in which they are measured.
  ///
  /// @throws IllegalArgumentException if the plan names a model that does not exist
  public List<Contestant> contestants() {
    Stream<Contestant> models = plan.models().stream().map(Contestants::named);
    List<Contestant> peers = plan.peers() == Peers.NONE ? List.of() : Contestants.peers();
    return Stream.concat(models, peers.stream()).distinct().toList();
  }

  /// The clients in other languages, which are measured after them.
  List<Program> programs(Workload workload) {
    return plan.peers() == Peers.ALL ? ForeignPrograms.suited(workload) : List.of();
  }

  /// The model that is measured a second time at the end. The two figures show how much results
  /// differ by chance.
  Optional<Contestant> again() {
    return plan.effort() == Effort.RIGOROUS
        ? Optional.of(Contestants.named(plan.models().getLast()))
        : Optional.empty();
  }

  /// How many samples there will be.
  public int samples() {
    int inJvm = contestants().size() + (again().isPresent() ? 1 : 0);
    int programs = plan.workloads().stream().mapToInt(each -> programs(each).size()).sum();
    return plan.workloads().size() * inJvm + programs;
  }
}
