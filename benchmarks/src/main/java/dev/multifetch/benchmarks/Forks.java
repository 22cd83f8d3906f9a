package dev.multifetch.benchmarks;

import dev.multifetch.results.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Lets JMH run one contestant with one load, in separate JVMs.
final class Forks {

  private static final Duration GRACE = Duration.ofSeconds(60);

  private final URI origin;
  private final Optional<Path> log;

  Forks(URI origin, Optional<Path> log) {
    this.origin = origin;
    this.log = log;
  }

  /// @throws InterruptedException if this thread is interrupted; the sample reports all other
  ///   failures
  Sample run(Assignment assignment, Schedule schedule) throws InterruptedException {
    try (PrintStream words = words()) {
      Options options = options(assignment, schedule);
      var format = OutputFormatFactory.createFormatInstance(words, VerboseMode.NORMAL);
      RunResult result = new Runner(options, format).runSingle();
      return assignment.measured(ScoreSheet.of(result, assignment.load()));
    } catch (RunnerException e) {
      RunFailure failure = new RunFailure(e);
      if (Thread.interrupted() || failure.isInterrupt()) {
        throw new InterruptedException("the measurement was interrupted");
      }
      return assignment.failed(failure.reason());
    }
  }

  private Options options(Assignment assignment, Schedule schedule) {
    Load load = assignment.load();
    ChainedOptionsBuilder options =
        parameters(assignment)
            .addProfiler(Costs.class)
            .jvmArgs(FreshJvm.FLAGS.toArray(String[]::new))
            .jvmArgsAppend("-D" + MeasuredClient.GATED + "=true")
            .forks(schedule.forks())
            .warmupForks(0)
            .warmupIterations(schedule.warmups())
            .measurementIterations(schedule.iterations())
            .timeout(nanos(schedule.iteration().multipliedBy(3).plus(GRACE)))
            .shouldFailOnError(true);
    if (load.workload().moreIsBetter()) {
      return options
          .operationsPerInvocation(load.urls())
          .warmupTime(nanos(schedule.iteration()))
          .measurementTime(nanos(schedule.iteration()))
          .build();
    }
    return options.build();
  }

  /// JMH's options: the method to run, and the values for [ClientParameters].
  private ChainedOptionsBuilder parameters(Assignment assignment) {
    Load load = assignment.load();
    String method = BenchmarkMethod.of(load.workload());
    return new OptionsBuilder()
        .include("^" + method.replace(".", "\\.") + "$")
        .param("model", assignment.contestant().name())
        .param("origin", origin.toString())
        .param("urls", Integer.toString(load.urls()))
        .param("inFlight", Integer.toString(load.inFlight()))
        .param("path", load.path());
  }

  private PrintStream words() {
    if (log.isEmpty()) {
      return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
    try {
      return new PrintStream(
          Files.newOutputStream(log.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          true,
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write JMH's log to " + log.get(), e);
    }
  }

  private static TimeValue nanos(Duration duration) {
    return TimeValue.nanoseconds(duration.toNanos());
  }
}
