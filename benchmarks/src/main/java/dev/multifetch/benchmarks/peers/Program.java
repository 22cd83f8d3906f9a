package dev.multifetch.benchmarks.peers;

import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A client that runs as a separate process.
public sealed interface Program permits Script, Curl, Wrk {

  /// What a user types to choose it.
  String name();

  /// Its model of concurrency.
  String model();

  /// Language and library.
  String transport();

  /// The command that installs it.
  String install();

  /// The group of clients in which it is ranked.
  default Track track() {
    return Track.PEER;
  }

  /// The most requests that it has in flight.
  default int concurrency(int inFlight) {
    return model().equals(Peer.SEQUENTIAL) ? 1 : inFlight;
  }

  /// Whether it can be measured in this workload: no program reports when its first outcome came,
  /// and each is given one origin.
  default boolean suits(Workload workload) {
    return workload != Workload.FIRST && workload.hosts() == 1;
  }

  /// Fetches the batch again and again.
  ///
  /// @return a lap for each batch; the warm-up batches come first
  /// @throws NotInstalledException if it, or something that it needs, is not installed
  /// @throws IOException if it fails, hangs, or prints something unexpected
  List<Lap> laps(Errand errand) throws IOException, InterruptedException;

  /// How many outcomes of a lap were not as the errand expects.
  default long unexpected(Lap lap, Errand errand) {
    return Math.abs(lap.failed() - errand.failures());
  }

  /// The words before the program's own command, which bind it to a core.
  static List<String> bound(Errand errand, List<String> words) {
    List<String> all = new ArrayList<>();
    errand.core().ifPresent(core -> all.addAll(List.of("taskset", "-c", core)));
    all.addAll(words);
    return all;
  }

  /// The environment variables that tell each program which authority to trust, and that there is
  /// no proxy.
  static Map<String, String> environment(Errand errand) {
    Map<String, String> variables = new HashMap<>(Map.of("NO_PROXY", "*", "no_proxy", "*"));
    errand
        .authority()
        .map(Path::toString)
        .ifPresent(
            pem -> {
              variables.put("REQUESTS_CA_BUNDLE", pem);
              variables.put("SSL_CERT_FILE", pem); // Go, and aiohttp through OpenSSL
              variables.put("NODE_EXTRA_CA_CERTS", pem);
              variables.put("CURL_CA_BUNDLE", pem);
            });
    return variables;
  }
}
