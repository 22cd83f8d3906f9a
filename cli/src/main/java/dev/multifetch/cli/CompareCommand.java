package dev.multifetch.cli;

import dev.multifetch.benchmarks.MeasurementPlan;
import dev.multifetch.benchmarks.Workload;
import dev.multifetch.benchmarks.results.Results;
import dev.multifetch.benchmarks.results.Sample;
import dev.multifetch.benchmarks.results.Tables;
import dev.multifetch.benchmarks.results.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Measures the models on this machine, and says how sure it is. Whatever ends it, what is finished
/// by then is shown and written: once, by whoever comes first, the run's end or a signal.
@Command(
    name = "compare",
    sortOptions = false,
    description =
        "Measures the models on this machine: a table for each workload, the best first, with the"
            + " ratio to what is possible, the interval and the verdict.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all were measured, and written where asked for",
      "1:a client did not finish, or a file could not be written",
      "2:the command line is wrong",
      "130:interrupted (Ctrl-C); what was finished is shown and written"
    })
@SuppressWarnings("NullAway.Init") // picocli sets what has no value
final class CompareCommand implements Callable<Integer> {

  private static final int NOT_ALL = 1;
  private static final int INTERRUPTED = 130; // 128 + SIGINT
  private static final int TABLE_WIDTH = 120; // columns, where no terminal says otherwise

  private final Streams streams;
  private final Measurements measurements;
  private Optional<Integer> exitCode = Optional.empty();

  @Spec private CommandSpec command;
  @Mixin private PlanOptions options;
  @Mixin private Exports exports;

  CompareCommand(Streams streams, Measurements measurements) {
    this.streams = streams;
    this.measurements = measurements;
  }

  @Override
  public Integer call() {
    MeasurementPlan plan = options.plan(measurements);
    exports.check();
    Obstacles.before(plan).ifPresent(this::refuse);
    announce(plan);
    OptionalInt width = Terminal.widthOfStandardError();
    Thread measuring = Thread.currentThread();
    try (Progress progress = progress(plan, width)) {
      Findings findings = new Findings(sample -> tell(sample, progress));
      Runnable stop =
          () -> {
            conclude(findings, progress, width, Optional.of("interrupted"), INTERRUPTED);
            measuring.interrupt();
          };
      try (Interruption _ = new Interruption(stop)) {
        return measure(plan, findings, progress, width);
      }
    }
  }

  private int measure(
      MeasurementPlan plan, Findings findings, Progress progress, OptionalInt width) {
    try {
      measurements.measure(plan, findings);
      return conclude(findings, progress, width, Optional.empty(), ExitCode.OK);
    } catch (InterruptedException e) {
      return conclude(findings, progress, width, Optional.of("interrupted"), INTERRUPTED);
    } catch (IOException e) {
      return conclude(findings, progress, width, Optional.of(Problems.reason(e)), NOT_ALL);
    }
  }

  /// Shows and writes what is finished, unless that is done.
  private synchronized int conclude(
      Findings findings, Progress progress, OptionalInt width, Optional<String> ended, int code) {
    if (exitCode.isEmpty()) {
      progress.close(); // else it would be drawn between the tables' lines
      ended.ifPresent(this::complain);
      Optional<Results> results = findings.results();
      int worst = results.map(finished -> publish(finished, width)).orElseGet(this::nothing);
      exitCode = Optional.of(code == ExitCode.OK ? worst : code);
    }
    return exitCode.get();
  }

  private int publish(Results results, OptionalInt width) {
    boolean written = print(Tables.plain(results, width.orElse(TABLE_WIDTH)));
    List<String> problems = exports.write(results);
    problems.forEach(this::complain);
    boolean finished = results.rows().stream().noneMatch(row -> row.verdict() == Verdict.DNF);
    return written && problems.isEmpty() && finished ? ExitCode.OK : NOT_ALL;
  }

  private boolean print(String tables) {
    try {
      streams.out().write(Printable.lines(tables)); // a client may have died of an origin's words
      streams.out().flush();
      return true;
    } catch (IOException e) {
      OutputLost lost = new OutputLost(e);
      if (!lost.readerLeft()) {
        complain("cannot write to standard output: " + lost.reason());
      }
      return false;
    }
  }

  private int nothing() {
    complain("nothing was finished, so there is nothing to show");
    return NOT_ALL;
  }

  private void announce(MeasurementPlan plan) {
    String workloads =
        plan.workloads().stream().map(Workload::title).collect(Collectors.joining(", "));
    String origin = plan.origin().map(Object::toString).orElse("an origin of our own");
    complain(
        "rows: %d, in %s, fetching from %s: about %d s"
            .formatted(
                measurements.samples(plan),
                workloads,
                origin,
                measurements.estimate(plan).toSeconds()));
  }

  private Progress progress(MeasurementPlan plan, OptionalInt width) {
    if (width.isEmpty()) {
      return Progress.NONE;
    }
    ProgressLine line = new ProgressLine(streams.err(), width.getAsInt());
    line.expect(measurements.samples(plan), Optional.empty());
    return line;
  }

  private void tell(Sample sample, Progress progress) {
    String found = sample.failure().orElseGet(() -> Tables.score(sample));
    progress.aside(() -> complain(sample.workload().title() + ", " + sample.name() + ": " + found));
    progress.finished(sample.failure().isPresent());
  }

  private void refuse(String obstacle) {
    throw new ParameterException(command.commandLine(), obstacle);
  }

  private void complain(String problem) {
    streams.err().println("multifetch: " + Printable.escaped(problem));
  }
}
