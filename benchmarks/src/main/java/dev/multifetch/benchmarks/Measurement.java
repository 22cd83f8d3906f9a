package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.peers.Program;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Bound;
import dev.multifetch.results.Environment;
import dev.multifetch.results.Timeline;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Measures what a [MeasurementPlan] says. It starts the server, binds the server and this process
/// to one core each, and lets the contestants take turns in [Rounds]. Use it on one thread. An
/// interrupt of that thread ends a run; the listener has all rounds that were finished before.
///
/// ```java
/// try (Measurement measurement = Measurement.begin(plan)) {
///   measurement.run(listener);
///   List<Timeline> timelines = measurement.timelines();
/// }
/// ```
public final class Measurement implements AutoCloseable {

  private static final int LAPS = 5; // batches of a program

  private final MeasurementPlan plan;
  private final Pinning pinning;
  private final ServerInUse server;

  private Measurement(MeasurementPlan plan, Pinning pinning, ServerInUse server) {
    this.plan = plan;
    this.pinning = pinning;
    this.server = server;
  }

  /// Starts the server, unless the plan names one.
  ///
  /// @throws IOException if there is no server; the message says what to do
  /// @throws IllegalArgumentException if the plan names a model that does not exist
  public static Measurement begin(MeasurementPlan plan) throws IOException, InterruptedException {
    new Lineup(plan).contestants(); // which throws
    Pinning pinning = Pinning.ofThisMachine();
    Optional<URI> origin = plan.origin();
    ServerInUse server =
        origin.isPresent() ? ServerInUse.at(origin.get()) : ServerInUse.start(pinning);
    pinning.bind();
    return new Measurement(plan, pinning, server);
  }

  /// For each workload in which the server's delays decide, the shortest makespan that is possible.
  public Map<Workload, Bound.Ideal> ideals() {
    return ideals(plan);
  }

  static Map<Workload, Bound.Ideal> ideals(MeasurementPlan plan) {
    Map<Workload, Bound.Ideal> ideals = new EnumMap<>(Workload.class);
    for (Workload workload : plan.workloads()) {
      Load load = Load.of(workload, plan);
      Duration ideal = load.ideal(workload == Workload.FIRST ? load.urls() : load.inFlight());
      if (plan.origin().isEmpty() && !ideal.isZero()) {
        ideals.put(workload, new Bound.Ideal(ideal, load.inFlight()));
      }
    }
    return ideals;
  }

  /// Measures every contestant in every workload.
  ///
  /// @throws InterruptedException if this thread is interrupted; the listener is told nothing more
  public void run(MeasurementListener listener) throws IOException, InterruptedException {
    new Rounds(plan, server.remote().plain(), pinning).run(listener);
    ForeignPrograms programs = new ForeignPrograms(server.remote());
    for (Workload workload : plan.workloads()) {
      for (Program program : new Lineup(plan).programs(workload)) {
        listener.began(program.name(), workload);
        listener.ended(programs.sample(program, Load.of(workload, plan), LAPS));
      }
    }
  }

  /// What each model of the plan did with the same hundred URLs; empty if the server is not ours.
  public List<Timeline> timelines() throws InterruptedException {
    RemoteServer remote = server.remote();
    return remote.ours() ? new Timelines(remote, plan.seed()).of(plan.models()) : List.of();
  }

  /// The environment of the measurement, for the record.
  ///
  /// @param command what the user typed
  public Environment environment(String command) {
    String cores =
        plan.origin().isEmpty()
            ? pinning.words()
            : pinning.words() + "; the user started the origin, so its core is unknown";
    List<String> flags =
        Stream.concat(FreshJvm.FLAGS.stream(), pinning.jvmFlags().stream()).toList();
    return Environment.read(flags, cores, server.words(), command);
  }

  @Override
  public void close() {
    pinning.release();
    server.close();
  }
}
