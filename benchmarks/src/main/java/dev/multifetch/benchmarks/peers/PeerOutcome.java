package dev.multifetch.benchmarks.peers;

/// What became of one URL.
///
/// @param status of the response, or 0 if there was none
/// @param bytes the length of its body
record PeerOutcome(int status, long bytes) {

  /// There was no response, or none that was whole.
  static final PeerOutcome NONE = new PeerOutcome(0, 0);
}
