package dev.multifetch.benchmarks.peers;

/// What became of one URL.
///
/// @param status of the response, or 0 if there was none
/// @param bytes the length of its body
record Answer(int status, long bytes) {

  /// There was no response, or none that was whole.
  static final Answer NONE = new Answer(0, 0);
}
