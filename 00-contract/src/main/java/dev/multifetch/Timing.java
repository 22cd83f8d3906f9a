package dev.multifetch;

/// When the work on a URL began and ended, in nanoseconds since its batch began.
///
/// @param started the last attempt began; waiting for a slot is not work
/// @param firstByte the head of the last response had come, or [#NEVER]
/// @param finished the outcome was known
/// @param attempt which attempt this was, from 1
public record Timing(long started, long firstByte, long finished, int attempt) {

  /// No response head came.
  public static final long NEVER = -1;

  /// The timing of a URL that was tried once.
  public Timing(long started, long firstByte, long finished) {
    this(started, firstByte, finished, 1);
  }
}
