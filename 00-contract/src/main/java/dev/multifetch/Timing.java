package dev.multifetch;

/// When the work on a URL began and ended, in nanoseconds since its batch began.
///
/// @param started the work began; waiting for a slot is not work
/// @param firstByte the head of the last response was there, or [#NEVER]
/// @param finished the outcome was known
public record Timing(long started, long firstByte, long finished) {

  /// No response head came.
  public static final long NEVER = -1;
}
