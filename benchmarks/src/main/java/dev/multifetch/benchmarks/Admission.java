package dev.multifetch.benchmarks;

import dev.multifetch.benchmarks.server.RemoteServer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Says which contestants are not measured, and why. It asks the [Gate] about each contestant once
/// for each scheme, and remembers the answers.
final class Admission {

  private final RemoteServer server;
  private final Gate gate;
  private final Map<String, Optional<String>> gated = new HashMap<>();

  Admission(RemoteServer server) {
    this.server = server;
    this.gate = new Gate(server);
  }

  /// Why this contestant is not measured with this load; empty if it is.
  Optional<String> refusal(Assignment assignment, Schedule schedule) throws InterruptedException {
    if (schedule.hopeless()) {
      return Optional.of(
          "one batch would take %d s: choose fewer --urls"
              .formatted(schedule.iteration().toSeconds()));
    }
    Optional<String> tooFew = Descriptors.tooFew(assignment.load());
    Optional<String> missing = tooFew.or(() -> server.lacks(assignment.load().workload()));
    return missing.isPresent() ? missing : gated(assignment);
  }

  private Optional<String> gated(Assignment assignment) throws InterruptedException {
    Load load = assignment.load();
    String key = assignment.contestant().name() + " " + load.workload().secure();
    if (!gated.containsKey(key)) {
      gated.put(key, gate.refuses(assignment.contestant(), load));
    }
    return gated.getOrDefault(key, Optional.empty());
  }
}
