package dev.multifetch.benchmarks.server;

import dev.multifetch.results.Evidence;

/// What the server saw since the last reset. Only its one event loop uses this. So nothing here is
/// synchronized, and counting costs too little for a client to notice.
final class Counters {

  private long requests;
  private long inFlight; // not reset: earlier requests must still be answered
  private long peak;
  private long connections;
  private long bytes;

  void connected() {
    connections++;
  }

  /// The last connection does not count: it asked for these figures.
  void connectionOfControl() {
    connections--;
  }

  void received() {
    requests++;
    inFlight++;
    peak = Math.max(peak, inFlight);
  }

  /// The request was answered, or given up because the client closed the connection.
  void ended(int bodyBytes) {
    inFlight--;
    bytes += bodyBytes;
  }

  void forget() {
    requests = 0;
    peak = inFlight;
    connections = 0;
    bytes = 0;
  }

  Evidence evidence() {
    return new Evidence(requests, peak, connections, bytes);
  }
}
