package dev.multifetch.benchmarks.peers;

import dev.multifetch.results.Workload;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What a program is sent to do.
///
/// @param workload to which it belongs
/// @param url to fetch, path and query and all; where the workload draws by number, each gets its
///   own `n=`
/// @param urls of one batch
/// @param inFlight how many may be in flight
/// @param failures how many of a batch are not to end with a status of 200 and a whole body
/// @param authority the certificate to trust, as a PEM file
/// @param repeats how many batches are measured, after one that is not
/// @param core to bind the program to, as `taskset -c` takes it
/// @param patience how long a process of the program may run
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

  /// Whether each URL has its number.
  boolean numbered() {
    return workload == Workload.TAIL;
  }

  /// Batches that are not measured: a cold start is measured as it is.
  int warmUps() {
    return workload == Workload.COLD ? 0 : 1;
  }
}
