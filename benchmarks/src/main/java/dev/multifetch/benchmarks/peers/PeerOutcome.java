package dev.multifetch.benchmarks.peers;

/// The outcome of one URL.
///
/// @param status of the response, or 0 if there was none
/// @param bytes the length of its body
record PeerOutcome(int status, long bytes) {

  /// No response came, or not a whole one.
  static final PeerOutcome NONE = new PeerOutcome(0, 0);
}
