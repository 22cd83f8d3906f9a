package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.peers.Errand;
import dev.multifetch.benchmarks.peers.Program;
import dev.multifetch.benchmarks.peers.Programs;
import dev.multifetch.benchmarks.server.RemoteServer;
import dev.multifetch.results.Sample;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Runs clients in other languages. They fetch the same URLs from the same server as the clients of
/// this JVM, on this process's cores. Afterwards this asks the server what it saw.
final class ForeignPrograms {

  private static final Duration PATIENCE = Duration.ofMinutes(3); // for one program

  private final RemoteServer server;

  ForeignPrograms(RemoteServer server) {
    this.server = server;
  }

  /// The programs that can be measured in this workload.
  static List<Program> suited(Workload workload) {
    return Programs.all().stream().filter(program -> program.suits(workload)).toList();
  }

  Sample sample(Program program, Load load, int repeats) throws IOException, InterruptedException {
    Duration all = load.ideal(program.concurrency(load.inFlight())).multipliedBy(repeats + 1L);
    if (all.compareTo(PATIENCE) > 0) {
      String reason = "its batches would take %d s: choose fewer --urls".formatted(all.toSeconds());
      return Programs.failed(program, errand(load, Optional.empty(), repeats), reason);
    }
    Optional<Path> authority = Optional.empty();
    try {
      authority = authority();
      server.reset();
      Sample sample = Programs.run(program, errand(load, authority, repeats));
      return sample.scores().isEmpty() ? sample : sample.seen(server.evidence());
    } catch (IOException e) {
      throw new IOException("the origin is gone: " + e.getMessage(), e);
    } finally {
      authority.ifPresent(ForeignPrograms::delete);
    }
  }

  private Errand errand(Load load, Optional<Path> authority, int repeats) {
    URI base = server.base(load.workload().secure()).orElse(server.plain());
    return new Errand(
        load.workload(),
        base.resolve(load.path()),
        load.urls(),
        load.inFlight(),
        load.batch(base, server.ours()).failures(),
        authority,
        repeats,
        Optional.empty(), // a child process inherits its parent's core
        PATIENCE);
  }

  private Optional<Path> authority() throws IOException {
    return server.authority().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Files.writeString(
                Files.createTempFile("multifetch", ".pem"), server.authority().get()));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
