package dev.multifetch.cli;

import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import dev.multifetch.benchmarks.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The options that say what is measured, and how thoroughly.
@SuppressWarnings("NullAway.Init") // picocli sets what has no value
final class PlanOptions {

  private static final String ALL = "all";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--models",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Names with commas between, or all, which adds each model over other libraries"
              + " (default: each model as shipped). A name given twice is measured twice, which"
              + " shows how far chance goes.")
  private List<String> models = List.of();

  @Option(
      names = "--workloads",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "throughput,latency",
      description =
          "Of throughput, latency, fan-out, tail, large, tls-throughput, tls-latency, cold and"
              + " first, with commas between, or all (default: ${DEFAULT-VALUE}).")
  private List<String> workloads;

  @Option(
      names = "--urls",
      paramLabel = "N",
      converter = Quantities.AtLeastOne.class,
      description = "URLs of one batch (default: as the workload has it).")
  private Optional<Integer> urls;

  @Option(
      names = "-j",
      paramLabel = "N",
      converter = Quantities.AtLeastOne.class,
      description = "How many URLs are at work at once (default: 64; fan-out 10000).")
  private Optional<Integer> inFlight;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      converter = Quantities.Time.class,
      description = "Of each response, in workloads that delay: 50ms, 1s (default: theirs).")
  private Optional<Duration> delay;

  @Option(
      names = "--body",
      paramLabel = "SIZE",
      converter = Quantities.Size.class,
      description = "Of each response, but in large: 1KiB, 64k (default: 1KiB).")
  private Optional<Integer> body;

  @Option(
      names = "--peers",
      paramLabel = "WHICH",
      defaultValue = "none",
      converter = PeersByName.class,
      description = "Other clients beside: none, jvm or all (default: ${DEFAULT-VALUE}).")
  private Peers peers;

  @Option(
      names = "--origin",
      paramLabel = "URL",
      converter = HttpOrigin.class,
      description = "Fetch from this server (default: one of our own, in a process of its own).")
  private Optional<URI> origin;

  @Option(names = "--quick", description = "A few seconds for each row: to see that it works.")
  private boolean quick;

  @Option(names = "--rigorous", description = "As long as it takes for narrow intervals.")
  private boolean rigorous;

  /// What was asked for.
  ///
  /// @throws ParameterException if there is no such thing
  MeasurementPlan plan(Measurements measurements) {
    if (quick && rigorous) {
      throw wrong("--quick and --rigorous contradict each other: give one of them");
    }
    return new MeasurementPlan(
        models(measurements),
        workloads(),
        optional(urls),
        optional(inFlight),
        delay,
        optional(body),
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

  private static OptionalInt optional(Optional<Integer> number) {
    return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private static final class PeersByName implements ITypeConverter<Peers> {
    @Override
    public Peers convert(String name) {
      return Arrays.stream(Peers.values())
          .filter(peers -> peers.name().toLowerCase(Locale.ROOT).equals(name))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("must be none, jvm or all, was " + name));
    }
  }

  private static final class HttpOrigin implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      String rule = "must be a URL such as http://127.0.0.1:8080, was " + text;
      try {
        URI url = URI.create(text);
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (url.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
          return url;
        }
        throw new TypeConversionException(rule);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(rule);
      }
    }
  }
}
