package dev.multifetch.benchmarks.peers;

import dev.multifetch.results.Workload;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The task for a program.
///
/// @param workload the workload that it belongs to
/// @param url to fetch, with path and query; if the workload draws by number, each URL gets its own
///   `n=`
/// @param urls how many URLs one batch has
/// @param inFlight how many may be in flight
/// @param failures how many URLs of a batch should not end with status 200 and a whole body
/// @param authority the certificate to trust, as a PEM file
/// @param repeats how many batches to measure, after one warm-up batch
/// @param core to bind the program to, as `taskset -c` takes it
/// @param patience how long one process of the program may run
public record Errand(
    Workload workload,
    URI url,
    int urls,
    int inFlight,
    int failures,
    Optional<Path> authority,
    int repeats,
    Optional<String> core,
    Duration patience) {

  /// Whether each URL carries its number.
  boolean numbered() {
    return workload.numbered();
  }

  /// How many batches to run before those that count: none for a cold start.
  int warmUps() {
    return workload == Workload.COLD ? 0 : 1;
  }
}
