package dev.multifetch.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// The processes of one set, by the names of their contestants.
final class Team implements AutoCloseable {

  private final URI origin;
  private final Pinning pinning;
  private final Map<String, ContestantProcess> processes = new HashMap<>();

  private Team(URI origin, Pinning pinning) {
    this.origin = origin;
    this.pinning = pinning;
  }

  /// Starts a process for each contestant.
  static Team start(Map<String, Contestant> contestants, URI origin, Pinning pinning)
      throws IOException {
    Team team = new Team(origin, pinning);
    try {
      for (Map.Entry<String, Contestant> each : contestants.entrySet()) {
        team.processes.put(
            each.getKey(), ContestantProcess.start(each.getValue(), origin, pinning));
      }
      return team;
    } catch (Throwable e) {
      team.close();
      throw e;
    }
  }

  /// The process of this contestant.
  ContestantProcess process(String name) {
    return requireNonNull(processes.get(name), name);
  }

  /// A fresh process in the place of the last one.
  void restart(String name, Contestant contestant) throws IOException {
    process(name).close();
    processes.put(name, ContestantProcess.start(contestant, origin, pinning));
  }

  /// Lets all of them run on any core, the server's too.
  void release() {
    processes.values().forEach(process -> pinning.release(process.pid()));
  }

  /// Binds all of them to the client's core again.
  void bind() {
    processes.values().forEach(process -> pinning.bind(process.pid()));
  }

  /// What other programs have done so far on the cores of this team and its server.
  OtherWork otherWork() {
    return OtherWork.now(pinning);
  }

  @Override
  public void close() {
    processes.values().forEach(ContestantProcess::end);
    processes.values().forEach(ContestantProcess::close);
  }
}
