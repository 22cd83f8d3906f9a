package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Profiles each contestant of a plan, in a JVM of its own. It has nothing to do with a
/// measurement, which it would disturb: call it after that.
public final class Profiling {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Load load;
  private final Path folder;
  private final RemoteServer server;

  private Profiling(Load load, Path folder, RemoteServer server) {
    this.load = load;
    this.folder = folder;
    this.server = server;
  }

  /// The workload to profile: the plan's first that goes on for long enough. A JVM of `cold` does
  /// not.
  public static Optional<Workload> workload(MeasurementPlan plan) {
    return plan.workloads().stream().filter(each -> each != Workload.COLD).findFirst();
  }

  /// Writes a page and a recording for each contestant, and tells the listener after each.
  ///
  /// @throws IOException if there is no server
  public static void run(MeasurementPlan plan, Path folder, Consumer<Profile> listener)
      throws IOException, InterruptedException {
    Load load = Load.of(workload(plan).orElseThrow(), plan);
    Pinning pinning = Pinning.ofThisMachine();
    try (ServerInUse server =
        plan.origin().isPresent()
            ? ServerInUse.at(plan.origin().get())
            : ServerInUse.start(pinning)) {
      pinning.bind();
      Profiling profiling = new Profiling(load, folder, server.remote());
      for (String name : new Lineup(plan).names()) {
        listener.accept(profiling.profile(Contestants.named(name)));
      }
    } finally {
      pinning.release();
    }
  }

  private Profile profile(Contestant contestant) throws InterruptedException {
    String name = contestant.name();
    Path page = folder.resolve(name + ".html");
    Path recording = folder.resolve(name + ".jfr");
    try {
      record(contestant, recording);
      FlameGraph.draw(recording, page, name + ", " + load.workload().title());
      return new Profile(name, page, Optional.empty());
    } catch (IOException e) {
      return new Profile(name, page, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /// @throws IOException if the JVM did not write the recording; the message has its last line
  private void record(Contestant contestant, Path recording)
      throws IOException, InterruptedException {
    Files.deleteIfExists(recording);
    Path words = Files.createTempFile("multifetch", ".txt");
    Process process =
        new ProcessBuilder(command(contestant, recording))
            .redirectErrorStream(true)
            .redirectOutput(words.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("its JVM did not end within %d s".formatted(PATIENCE.toSeconds()));
      }
      if (process.exitValue() != 0) {
        List<String> lines = Files.readAllLines(words);
        throw new IOException(
            lines.isEmpty() ? "exit code " + process.exitValue() : lines.getLast());
      }
    } finally {
      process.destroyForcibly().waitFor();
      Files.delete(words);
    }
  }

  private List<String> command(Contestant contestant, Path recording) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FreshJvm.FLAGS);
    // Without these, samples of inlined methods would count as their callers'.
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), ProfiledBatches.class.getName()));
    command.addAll(ProfiledBatches.arguments(contestant, load, server, recording));
    return command;
  }
}
