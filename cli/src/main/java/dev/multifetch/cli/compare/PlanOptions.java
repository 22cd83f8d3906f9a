package dev.multifetch.cli.compare;

import dev.multifetch.FetcherFactory;
import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import dev.multifetch.cli.console.Models;
import dev.multifetch.cli.get.network.HttpOrigin;
import dev.multifetch.results.Workload;
import java.net.URI;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say what to measure, and how thoroughly.
@SuppressWarnings("NullAway.Init") // picocli sets these fields
final class PlanOptions {

  private static final String ALL = "all";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--models",
      paramLabel = "MODELS",
      split = ",",
      completionCandidates = ModelNames.class,
      description =
          "Names separated by commas, or all, which adds each model over other libraries"
              + " (default: each model over its usual library). A name given twice is measured"
              + " twice, which shows how much results differ by chance.")
  private List<String> models = List.of();

  @Option(
      names = "--workloads",
      paramLabel = "WORKLOADS",
      split = ",",
      defaultValue = "throughput,latency",
      completionCandidates = WorkloadNames.class,
      description =
          "One or more of ${COMPLETION-CANDIDATES}, separated by commas (default: ${DEFAULT-VALUE}).")
  private List<String> workloads;

  @Mixin private LoadOptions load;

  @Option(
      names = "--peers",
      paramLabel = "WHICH",
      defaultValue = "none",
      converter = PeersByName.class,
      completionCandidates = PeersByName.class,
      description = "Also measure other clients: none, jvm or all (default: ${DEFAULT-VALUE}).")
  private Peers peers;

  @Option(
      names = "--origin",
      paramLabel = "URL",
      converter = HttpOrigin.class,
      description = "Fetch from this server (default: our own test server, in a separate process).")
  private Optional<URI> origin;

  @Option(names = "--quick", description = "Take a few seconds for each row, to see that it works.")
  private boolean quick;

  @Option(names = "--rigorous", description = "Take as long as narrow intervals need.")
  private boolean rigorous;

  /// The plan that the user asks for.
  ///
  /// @throws ParameterException if an option names something unknown, or two options contradict
  ///   each other
  MeasurementPlan plan(Measurements measurements) {
    if (quick && rigorous) {
      throw wrong("--quick and --rigorous contradict each other: give one of them");
    }
    return new MeasurementPlan(
        models(measurements),
        workloads(),
        load.urls(),
        load.inFlight(),
        load.delay(),
        load.bodyBytes(),
        load.seed(),
        peers,
        origin,
        quick ? Effort.QUICK : rigorous ? Effort.RIGOROUS : Effort.NORMAL);
  }

  private List<String> models(Measurements measurements) {
    if (models.isEmpty()) {
      return measurements.shipped();
    }
    if (models.equals(List.of(ALL))) {
      return measurements.models();
    }
    List<String> known = measurements.names();
    for (String name : models) {
      if (!known.contains(name)) {
        throw wrong("--models must be all or among " + String.join(", ", known) + ", was " + name);
      }
    }
    return models;
  }

  private List<Workload> workloads() {
    return workloads.equals(List.of(ALL))
        ? List.of(Workload.values())
        : workloads.stream().map(this::workload).distinct().toList();
  }

  private Workload workload(String title) {
    return Workload.named(title)
        .orElseThrow(
            () -> {
              String known =
                  Arrays.stream(Workload.values())
                      .map(Workload::title)
                      .collect(Collectors.joining(", "));
              return wrong("--workloads must be all or among " + known + ", was " + title);
            });
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /// The names of all models, for shell completion.
  static final class ModelNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Stream.of(ALL), Models.all().stream().map(FetcherFactory::name))
          .iterator();
    }
  }
}
