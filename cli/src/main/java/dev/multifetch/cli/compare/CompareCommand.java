package dev.multifetch.cli.compare;

import com.sun.management.OperatingSystemMXBean;
import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.MeasurementPlan.Peers;
import dev.multifetch.benchmarks.Profile;
import dev.multifetch.cli.console.Interruption;
import dev.multifetch.cli.console.Obstacles;
import dev.multifetch.cli.console.Problems;
import dev.multifetch.cli.console.Progress;
import dev.multifetch.cli.console.ProgressLine;
import dev.multifetch.cli.console.Quantities;
import dev.multifetch.cli.console.Streams;
import dev.multifetch.cli.console.Terminal;
import dev.multifetch.results.Results;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures the models on this machine, and says how sure it is. At the end of the run, or at a
/// signal, the command shows and writes all finished measurements.
@Command(
    name = "compare",
    sortOptions = false,
    description =
        "Measures the models on this machine, in rounds in which all take turns. Prints a table for"
            + " each workload, the best first, and says which models could be told apart.",
    footerHeading = "%nValues:%n",
    footer = {Quantities.TIMES, Quantities.SIZES},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all clients were measured, and all files written",
      "1:a client did not finish, or a file could not be written",
      "2:the command line is wrong",
      "3:a client got worse since the run of --baseline",
      "130:interrupted (Ctrl-C); finished measurements are shown and written"
    })
@SuppressWarnings("NullAway.Init") // picocli sets these fields
public final class CompareCommand implements Callable<Integer> {

  private static final Set<Workload> FILLING = Set.of(Workload.FAN_OUT, Workload.LARGE);
  private static final long HEAP = 2L << 30; // bytes of one client's JVM

  private final Streams streams;
  private final Measurements measurements;

  @Spec private CommandSpec command;
  @Mixin private PlanOptions options;
  @Mixin private Exports exports;

  @Option(
      names = "--baseline",
      paramLabel = "FILE.json",
      description = "Say what has changed since this run, which --export-json wrote.")
  private @Nullable Path baseline;

  public CompareCommand(Streams streams, Measurements measurements) {
    this.streams = streams;
    this.measurements = measurements;
  }

  @Override
  public Integer call() {
    MeasurementPlan plan = options.plan(measurements);
    Optional<Results> before = Optional.ofNullable(baseline).map(this::earlier);
    exports.check();
    exports.flameGraphs().check(plan);
    Obstacles.before(plan).ifPresent(this::refuse);
    announce(plan);
    OptionalInt width = Terminal.widthOfStandardError();
    try (Progress progress = progress(plan, width)) {
      Findings findings = new Findings(new Telling(streams, progress));
      Publication publication =
          new Publication(streams, exports, before, findings, progress, width);
      Thread measuring = Thread.currentThread();
      Runnable stop =
          () -> {
            publication.interrupted();
            measuring.interrupt();
          };
      try (Interruption _ = new Interruption(stop)) {
        return measure(plan, findings, publication, progress);
      }
    }
  }

  private int measure(
      MeasurementPlan plan, Findings findings, Publication publication, Progress progress) {
    try {
      measurements.measure(plan, findings);
      exports.flameGraphs().draw(plan, measurements, profile -> tell(profile, progress));
      return publication.finished();
    } catch (InterruptedException e) {
      return publication.interrupted();
    } catch (IOException e) {
      return publication.failed(Problems.reason(e));
    }
  }

  private void announce(MeasurementPlan plan) {
    String workloads =
        plan.workloads().stream().map(Workload::title).collect(Collectors.joining(", "));
    String origin = plan.origin().map(Object::toString).orElse("our own test server");
    streams.say(
        "models: %d%s, in %s, fetching from %s: about %d s"
            .formatted(
                plan.models().size(),
                plan.peers() == Peers.NONE ? "" : " and other clients",
                workloads,
                origin,
                measurements.estimate(plan).toSeconds()));
    exports.flameGraphs().announcement(plan).ifPresent(streams::say);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine) {
      memoryProblem(plan, measurements.jvms(plan), machine.getTotalMemorySize())
          .ifPresent(streams::say);
    }
  }

  /// A client's JVM stays up between its turns, and some workloads fill its heap. When the machine
  /// runs out of memory, no figure is worth anything.
  ///
  /// @param memory bytes that the machine has
  static Optional<String> memoryProblem(MeasurementPlan plan, int jvms, long memory) {
    boolean fills = plan.workloads().stream().anyMatch(FILLING::contains);
    long wanted = jvms * HEAP;
    return !fills || wanted < memory
        ? Optional.empty()
        : Optional.of(
            ("this may take %d GiB of memory, and the machine has %d: for figures that you can"
                    + " believe, name fewer --models at a time")
                .formatted(wanted >> 30, memory >> 30));
  }

  private Progress progress(MeasurementPlan plan, OptionalInt width) {
    if (width.isEmpty()) {
      return Progress.NONE;
    }
    return ProgressLine.ofTime(streams.err(), width.getAsInt(), measurements.estimate(plan));
  }

  private void tell(Profile profile, Progress progress) {
    String made = profile.problem().orElseGet(() -> profile.page().toString());
    progress.aside(() -> streams.say("flame graph of " + profile.name() + ": " + made));
  }

  private Results earlier(Path file) {
    try {
      return EarlierRun.in(file);
    } catch (IOException e) {
      throw new ParameterException(command.commandLine(), "--baseline " + e.getMessage());
    }
  }

  private void refuse(String obstacle) {
    throw new ParameterException(command.commandLine(), obstacle);
  }
}
