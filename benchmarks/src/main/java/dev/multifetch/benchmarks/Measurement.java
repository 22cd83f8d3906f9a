package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.benchmarks.MeasurementPlan.Effort;
import dev.multifetch.benchmarks.peers.Program;
import dev.multifetch.benchmarks.results.Judge;
import dev.multifetch.benchmarks.results.Sample;
import dev.multifetch.benchmarks.results.Timeline;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Measures what a [MeasurementPlan] says: starts the server, binds it and this process to a core
/// each, and has JMH run a fresh JVM for each contestant and workload. To be used on one thread;
/// its interruption ends a run, and what is finished has been told by then.
///
/// ```java
/// try (Measurement measurement = Measurement.begin(plan, Optional.empty())) {
///   for (Workload workload : plan.workloads()) {
///     measurement.warmUp(workload);
///     measurement.run(workload, listener);
///     Optional<Ceiling> ceiling = measurement.ceiling(workload);
///   }
///   List<Timeline> timelines = measurement.timelines();
/// }
/// ```
public final class Measurement implements AutoCloseable {

  private static final Duration OVERHEAD = Duration.ofSeconds(2); // the server's start, the pinning
  private static final Duration GATE = Duration.ofMillis(700);
  private static final Duration PROGRAM = Duration.ofSeconds(12); // of one, on average
  private static final int LAPS = 5; // batches of a program
  private static final Duration TIMELINE = Duration.ofMillis(1_200); // of one model, on average

  private final MeasurementPlan plan;
  private final Pinning pinning;
  private final @Nullable ServerProcess own;
  private final RemoteServer server;
  private final Forks forks;
  private final Abroad abroad;
  private final Map<String, Optional<String>> gated = new HashMap<>();

  private Measurement(
      MeasurementPlan plan,
      Pinning pinning,
      @Nullable ServerProcess own,
      RemoteServer server,
      Optional<Path> log) {
    this.plan = plan;
    this.pinning = pinning;
    this.own = own;
    this.server = server;
    this.forks = new Forks(server, log);
    this.abroad = new Abroad(server);
  }

  /// Starts the server, unless the plan names one.
  ///
  /// @param log where JMH's own words go; nowhere if it is empty
  /// @throws IOException if there is no server, with what to do
  /// @throws IllegalArgumentException if the plan names a model that there is not
  public static Measurement begin(MeasurementPlan plan, Optional<Path> log)
      throws IOException, InterruptedException {
    contestants(plan);
    Pinning pinning = Pinning.ofThisMachine();
    ServerProcess own = null;
    try {
      own = plan.origin().isPresent() ? null : ServerProcess.start(pinning);
      URI base = own == null ? plan.origin().orElseThrow() : own.http();
      RemoteServer server = RemoteServer.at(base);
      pinning.bind();
      return new Measurement(plan, pinning, own, server, log);
    } catch (Throwable e) {
      if (own != null) {
        own.close();
      }
      throw e;
    }
  }

  /// How long all of it takes.
  public static Duration estimate(MeasurementPlan plan) {
    Duration sum = OVERHEAD;
    Set<Boolean> gated = new HashSet<>();
    for (Workload workload : plan.workloads()) {
      Load load = Load.of(workload, plan);
      if (workload.moreIsBetter()) {
        sum =
            sum.plus(Duration.ofSeconds(serverWarmUp(plan)))
                .plus(ceilingTime(plan, workload).multipliedBy(2L * ceilingTimes(plan)));
      }
      Duration gate = gated.add(workload.secure()) ? GATE : Duration.ZERO;
      for (Contestant contestant : contestants(plan)) {
        Schedule schedule = schedule(contestant, load, plan);
        sum = schedule.hopeless() ? sum : sum.plus(gate).plus(schedule.estimate());
      }
      sum = sum.plus(PROGRAM.multipliedBy(programs(plan, workload).size()));
    }
    return plan.origin().isPresent() ? sum : sum.plus(TIMELINE.multipliedBy(plan.models().size()));
  }

  /// Who is measured, in the order in which it happens.
  public static List<Contestant> contestants(MeasurementPlan plan) {
    Stream<Contestant> models = plan.models().stream().map(Contestants::named);
    List<Contestant> peers =
        plan.peers() == MeasurementPlan.Peers.NONE ? List.of() : Contestants.peers();
    return Stream.concat(models, peers.stream()).distinct().toList();
  }

  /// Warms up the server, where a workload asks for as much as it can give: its compiler shares a
  /// core with it, and whoever is measured first would meet another server than the others.
  public void warmUp(Workload workload) throws IOException, InterruptedException {
    ceiling(workload, 1, Duration.ofSeconds(serverWarmUp(plan)));
  }

  /// What the server gives at most, where a workload asks for as much as it can; else empty.
  public Optional<Ceiling> ceiling(Workload workload) throws IOException, InterruptedException {
    return ceiling(workload, ceilingTimes(plan), ceilingTime(plan, workload));
  }

  private Optional<Ceiling> ceiling(Workload workload, int times, Duration each)
      throws IOException, InterruptedException {
    Optional<URI> base = server.base(workload.secure());
    return workload.moreIsBetter() && base.isPresent()
        ? Optional.of(Ceiling.measure(base.get(), Load.of(workload, plan), times, each))
        : Optional.empty();
  }

  /// The shortest makespan that anybody can have, where our server's delays decide it; else empty.
  public static Optional<Duration> ideal(Workload workload, MeasurementPlan plan) {
    Load load = Load.of(workload, plan);
    Duration ideal = load.ideal(workload == Workload.FIRST ? load.urls() : load.inFlight());
    return plan.origin().isEmpty() && !ideal.isZero() ? Optional.of(ideal) : Optional.empty();
  }

  /// Measures every contestant in a workload.
  ///
  /// @throws InterruptedException if this thread is interrupted; no sample comes after that
  public void run(Workload workload, MeasurementListener listener) throws InterruptedException {
    Load load = Load.of(workload, plan);
    for (Contestant contestant : contestants(plan)) {
      begin(contestant.name(), workload, listener);
      listener.ended(sample(contestant, load));
    }
    for (Program program : programs(plan, workload)) {
      begin(program.name(), workload, listener);
      listener.ended(abroad.sample(program, load, LAPS));
    }
    if (plan.effort() == Effort.RIGOROUS) { // the A/A pair
      String name = plan.models().getLast();
      begin(name + Judge.AGAIN, workload, listener);
      listener.ended(sample(Contestants.named(name), load).named(name + Judge.AGAIN));
    }
  }

  private static void begin(String name, Workload workload, MeasurementListener listener)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the measurement was interrupted");
    }
    listener.began(name, workload);
  }

  private static List<Program> programs(MeasurementPlan plan, Workload workload) {
    return plan.peers() == MeasurementPlan.Peers.ALL ? Abroad.suited(workload) : List.of();
  }

  /// How many samples there will be.
  public static int samples(MeasurementPlan plan) {
    int again = plan.effort() == Effort.RIGOROUS ? 1 : 0;
    int programs = plan.workloads().stream().mapToInt(each -> programs(plan, each).size()).sum();
    return plan.workloads().size() * (contestants(plan).size() + again) + programs;
  }

  /// What each model of the plan did with the same hundred URLs; none of another server than ours.
  public List<Timeline> timelines() throws InterruptedException {
    List<Timeline> timelines = new ArrayList<>();
    if (server.ours()) {
      Timelines drawn = new Timelines(server);
      for (String name : plan.models()) {
        if (Contestants.named(name) instanceof ModelContestant model) {
          timelines.add(drawn.of(model.factory()));
        }
      }
    }
    return timelines;
  }

  /// Which cores are used, in words.
  public String pinning() {
    return plan.origin().isEmpty()
        ? pinning.words()
        : pinning.words() + "; where the origin runs is not ours to say";
  }

  /// What is fetched from, in words.
  public String server() {
    return server.ours() ? "own, " + server.plain() : server.plain().toString();
  }

  /// What every measured JVM is started with.
  public static List<String> flags() {
    return FreshJvm.FLAGS;
  }

  @Override
  public void close() {
    pinning.release();
    if (own != null) {
      own.close();
    }
  }

  private Sample sample(Contestant contestant, Load load) throws InterruptedException {
    Schedule schedule = schedule(contestant, load, plan);
    if (schedule.hopeless()) {
      return forks.failed(
          contestant,
          load,
          "one batch would take %d s: choose fewer --urls"
              .formatted(schedule.iteration().toSeconds()));
    }
    Optional<String> reason = Descriptors.tooFew(load);
    if (reason.isEmpty()) {
      reason = gated(contestant, load);
    }
    return reason.isPresent()
        ? forks.failed(contestant, load, reason.get())
        : forks.run(contestant, load, schedule);
  }

  /// Once for each contestant and scheme is enough.
  private Optional<String> gated(Contestant contestant, Load load) throws InterruptedException {
    String key = contestant.name() + " " + load.workload().secure();
    if (!gated.containsKey(key)) {
      gated.put(key, new Gate(server).refuses(contestant, load));
    }
    return gated.getOrDefault(key, Optional.empty());
  }

  private static Schedule schedule(Contestant contestant, Load load, MeasurementPlan plan) {
    int concurrency =
        contestant.concurrency(FetchOptions.builder().maxInFlight(load.inFlight()).build());
    return Schedule.of(load, concurrency, plan.effort());
  }

  /// In seconds.
  private static int serverWarmUp(MeasurementPlan plan) {
    return switch (plan.effort()) {
      case QUICK -> 3;
      case NORMAL -> 7;
      case RIGOROUS -> 20;
    };
  }

  private static int ceilingTimes(MeasurementPlan plan) {
    return plan.effort() == Effort.RIGOROUS ? 5 : plan.effort() == Effort.NORMAL ? 3 : 1;
  }

  /// Over https the handshakes alone take most of a second.
  private static Duration ceilingTime(MeasurementPlan plan, Workload workload) {
    return Duration.ofSeconds(workload.secure() || plan.effort() == Effort.RIGOROUS ? 3 : 1);
  }
}
