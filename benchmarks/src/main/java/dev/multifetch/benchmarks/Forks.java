package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.results.Evidence;
import dev.multifetch.benchmarks.results.Sample;
import dev.multifetch.benchmarks.server.RemoteServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Has JMH run one contestant in one workload, in JVMs of its own, and reads what came of it.
final class Forks {

  private static final Duration GRACE = Duration.ofSeconds(60);

  private final RemoteServer server;
  private final Optional<Path> log;

  Forks(RemoteServer server, Optional<Path> log) {
    this.server = server;
    this.log = log;
  }

  Sample run(Contestant contestant, Load load, Schedule schedule) throws InterruptedException {
    try (PrintStream words = words()) {
      Options options = options(contestant, load, schedule);
      var format = OutputFormatFactory.createFormatInstance(words, VerboseMode.NORMAL);
      RunResult result = new Runner(options, format).runSingle();
      return sample(contestant, load, result);
    } catch (RunnerException e) {
      if (Thread.interrupted()
          || causes(e).stream().anyMatch(InterruptedException.class::isInstance)) {
        throw new InterruptedException("the measurement was interrupted");
      }
      return failed(contestant, load, reason(e));
    }
  }

  /// There is nothing to judge.
  Sample failed(Contestant contestant, Load load, String reason) {
    return sample(contestant, load, List.of(), 0, Optional.empty(), Optional.of(reason), Map.of());
  }

  private Options options(Contestant contestant, Load load, Schedule schedule) {
    Workload workload = load.workload();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + method(workload).replace(".", "\\.") + "$")
            .param("model", contestant.name())
            .param("origin", server.plain().toString())
            .param("urls", Integer.toString(load.urls()))
            .param("inFlight", Integer.toString(load.inFlight()))
            .param("path", load.path())
            .addProfiler(Costs.class)
            .jvmArgs(FreshJvm.FLAGS.toArray(String[]::new))
            .jvmArgsAppend("-D" + MeasuredClient.GATED + "=true")
            .forks(schedule.forks())
            .warmupForks(0)
            .warmupIterations(schedule.warmups())
            .measurementIterations(schedule.iterations())
            .timeout(nanos(schedule.iteration().multipliedBy(3).plus(GRACE)))
            .shouldFailOnError(true);
    if (workload.moreIsBetter()) {
      return options
          .operationsPerInvocation(load.urls())
          .warmupTime(nanos(schedule.iteration()))
          .measurementTime(nanos(schedule.iteration()))
          .build();
    }
    return options.build();
  }

  /// The benchmark of a workload: `fan-out` is `fanOut`.
  static String method(Workload workload) {
    Class<?> home = workload.moreIsBetter() ? Rates.class : Makespans.class;
    StringBuilder name = new StringBuilder(home.getName()).append('.');
    boolean upper = false;
    for (char c : workload.title().toCharArray()) {
      name.append(upper ? Character.toUpperCase(c) : c == '-' ? "" : String.valueOf(c));
      upper = c == '-';
    }
    return name.toString();
  }

  private static Sample sample(Contestant contestant, Load load, RunResult result) {
    List<Double> scores = new ArrayList<>();
    Map<String, List<Double>> figures = new HashMap<>();
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        double score = iteration.getPrimaryResult().getScore();
        scores.add(load.workload() == Workload.LARGE ? Ceiling.mebibytes(score, load) : score);
        iteration
            .getSecondaryResults()
            .forEach(
                (name, each) ->
                    figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(each.getScore()));
      }
    }
    long unexpected = (long) sum(figures.get(MeasuredClient.UNEXPECTED));
    return sample(
        contestant, load, scores, unexpected, evidence(figures), Optional.empty(), means(figures));
  }

  private static Optional<Evidence> evidence(Map<String, List<Double>> figures) {
    return figures.containsKey(MeasuredClient.REQUESTS)
        ? Optional.of(
            new Evidence(
                (long) sum(figures.get(MeasuredClient.REQUESTS)),
                (long) max(figures.get(MeasuredClient.PEAK)),
                (long) max(figures.get(MeasuredClient.CONNECTIONS)),
                (long) sum(figures.get(MeasuredClient.BYTES))))
        : Optional.empty();
  }

  /// The client's own figures; the server's are its evidence.
  private static Map<String, Double> means(Map<String, List<Double>> figures) {
    Map<String, Double> means = new HashMap<>();
    figures.forEach(
        (name, values) -> {
          switch (name) {
            case MeasuredClient.UNEXPECTED,
                MeasuredClient.REQUESTS,
                MeasuredClient.PEAK,
                MeasuredClient.CONNECTIONS,
                MeasuredClient.BYTES -> {}
            case Figures.RESIDENT, Figures.THREADS -> means.put(name, max(values));
            default -> means.put(name, sum(values) / values.size());
          }
        });
    return means;
  }

  private static double sum(@Nullable List<Double> values) {
    return values == null ? 0 : values.stream().mapToDouble(each -> each).sum();
  }

  private static double max(@Nullable List<Double> values) {
    return values == null ? 0 : values.stream().mapToDouble(each -> each).max().orElse(0);
  }

  private static Sample sample(
      Contestant contestant,
      Load load,
      List<Double> scores,
      long unexpected,
      Optional<Evidence> evidence,
      Optional<String> failure,
      Map<String, Double> figures) {
    return new Sample(
        contestant.name(),
        contestant.model(),
        contestant.transport(),
        contestant.track(),
        load.workload(),
        contestant.concurrency(FetchOptions.builder().maxInFlight(load.inFlight()).build()),
        load.urls(),
        scores,
        unexpected,
        evidence,
        failure,
        false,
        figures);
  }

  /// The innermost that has something to say.
  private static String reason(RunnerException e) {
    String reason = String.valueOf(e.getMessage());
    for (Throwable cause : causes(e)) {
      if (cause.getMessage() != null && !(cause instanceof RunnerException)) {
        reason = cause.getMessage();
      }
    }
    return "its JVM failed: " + reason.lines().findFirst().orElse("without a word");
  }

  private static List<Throwable> causes(Throwable e) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      causes.add(cause);
      for (Throwable suppressed : cause.getSuppressed()) {
        causes.addAll(causes(suppressed));
      }
    }
    return causes;
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
