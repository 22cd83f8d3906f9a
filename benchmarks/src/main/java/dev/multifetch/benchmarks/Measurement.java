package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.peers.Program;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Bound;
import dev.multifetch.results.Environment;
import dev.multifetch.results.Judge;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Timeline;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Measures what a [MeasurementPlan] says. It starts the server, binds the server and this process
/// to one core each, and lets JMH run a fresh JVM for each contestant and workload. Use it on one
/// thread. An interrupt of that thread ends a run; the listener has all samples that were finished
/// before.
///
/// ```java
/// try (Measurement measurement = Measurement.begin(plan, Optional.empty())) {
///   for (Workload workload : plan.workloads()) {
///     measurement.warmUp(workload);
///     measurement.run(workload, listener);
///     Optional<Bound> bound = measurement.bound(workload);
///   }
///   List<Timeline> timelines = measurement.timelines();
/// }
/// ```
public final class Measurement implements AutoCloseable {

  private static final int LAPS = 5; // batches of a program

  private final MeasurementPlan plan;
  private final Lineup lineup;
  private final Pinning pinning;
  private final ServerInUse server;
  private final Bounds bounds;
  private final Admission admission;
  private final Forks forks;
  private final ForeignPrograms programs;

  private Measurement(
      MeasurementPlan plan, Pinning pinning, ServerInUse server, Optional<Path> log) {
    RemoteServer remote = server.remote();
    this.plan = plan;
    this.lineup = new Lineup(plan);
    this.pinning = pinning;
    this.server = server;
    this.bounds = new Bounds(plan, remote);
    this.admission = new Admission(remote);
    this.forks = new Forks(remote.plain(), log);
    this.programs = new ForeignPrograms(remote);
  }

  /// Starts the server, unless the plan names one.
  ///
  /// @param log the file for JMH's own output; if empty, it is dropped
  /// @throws IOException if there is no server; the message says what to do
  /// @throws IllegalArgumentException if the plan names a model that does not exist
  public static Measurement begin(MeasurementPlan plan, Optional<Path> log)
      throws IOException, InterruptedException {
    new Lineup(plan).contestants(); // which throws
    Pinning pinning = Pinning.ofThisMachine();
    Optional<URI> origin = plan.origin();
    ServerInUse server =
        origin.isPresent() ? ServerInUse.at(origin.get()) : ServerInUse.start(pinning);
    pinning.bind();
    return new Measurement(plan, pinning, server, log);
  }

  /// Warms up the server for a workload.
  public void warmUp(Workload workload) throws IOException, InterruptedException {
    bounds.warmUp(workload);
  }

  /// The limit that no client can surpass in a workload; empty if it is unknown.
  public Optional<Bound> bound(Workload workload) throws IOException, InterruptedException {
    return bounds.of(workload);
  }

  /// Measures every contestant in a workload.
  ///
  /// @throws InterruptedException if this thread is interrupted; no sample comes after that
  public void run(Workload workload, MeasurementListener listener) throws InterruptedException {
    Load load = Load.of(workload, plan);
    for (Contestant contestant : lineup.contestants()) {
      begin(contestant.name(), workload, listener);
      listener.ended(sample(new Assignment(contestant, load)));
    }
    for (Program program : lineup.programs(workload)) {
      begin(program.name(), workload, listener);
      listener.ended(programs.sample(program, load, LAPS));
    }
    Optional<Contestant> again = lineup.again();
    if (again.isPresent()) {
      String name = again.get().name() + Judge.AGAIN;
      begin(name, workload, listener);
      listener.ended(sample(new Assignment(again.get(), load)).named(name));
    }
  }

  private static void begin(String name, Workload workload, MeasurementListener listener)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the measurement was interrupted");
    }
    listener.began(name, workload);
  }

  private Sample sample(Assignment assignment) throws InterruptedException {
    Schedule schedule = assignment.schedule(plan.effort());
    Optional<String> refusal = admission.refusal(assignment, schedule);
    return refusal.isPresent() ? assignment.failed(refusal.get()) : forks.run(assignment, schedule);
  }

  /// What each model of the plan did with the same hundred URLs; empty if the server is not ours.
  public List<Timeline> timelines() throws InterruptedException {
    RemoteServer remote = server.remote();
    return remote.ours() ? new Timelines(remote).of(plan.models()) : List.of();
  }

  /// The environment of the measurement, for the record.
  ///
  /// @param command what the user typed
  public Environment environment(String command) {
    String cores =
        plan.origin().isEmpty()
            ? pinning.words()
            : pinning.words() + "; the user started the origin, so its core is unknown";
    return Environment.read(FreshJvm.FLAGS, cores, server.words(), command);
  }

  @Override
  public void close() {
    pinning.release();
    server.close();
  }
}
