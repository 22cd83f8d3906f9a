package dev.multifetch.benchmarks;

/// Receives the outcome of each URL of a batch, on the thread that knows it first.
@FunctionalInterface
public interface OutcomeListener {

  /// A URL ended.
  ///
  /// @param index its place in the batch, from 0
  /// @param status the response's status, or 0 if there was none
  /// @param bytes the length of its body
  /// @param startedNanos when its work began, on the clock of [System#nanoTime]
  void ended(long index, int status, long bytes, long startedNanos);

  /// The same, from a client that measures by itself how long its work took.
  default void took(long index, int status, long bytes, long nanos) {
    ended(index, status, bytes, System.nanoTime() - nanos);
  }
}
