package dev.multifetch.benchmarks.server;

import dev.multifetch.results.Evidence;

/// What the server saw since it was last asked to forget. To be used on its one event loop, so
/// nothing here is synchronized, and counting costs nothing that a client could feel.
final class Counters {

  private long requests;
  private long inFlight; // is not forgotten: what was received before is still to be answered
  private long peak;
  private long connections;
  private long bytes;

  void connected() {
    connections++;
  }

  /// The connection just counted carries no work: it asked for these figures.
  void connectionOfControl() {
    connections--;
  }

  void received() {
    requests++;
    inFlight++;
    peak = Math.max(peak, inFlight);
  }

  /// Answered, or given up because the client went away.
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
