package dev.multifetch.http;

import dev.multifetch.FailureKind;

/// Keeps a decoded body, up to a limit (R25).
interface BodyKeeper extends BodySink {

  /// The server announces this many bytes.
  void expect(long announced) throws FetchException;

  /// The body; empty if it is not kept in memory.
  byte[] bytes();

  /// Whether it may wait when a piece comes, or the end.
  default boolean mayWait() {
    return false;
  }

  /// Deletes a body that was whole but does not count.
  void discard();

  /// How many bytes have come.
  long size();

  static FetchException tooLarge(long limit) {
    return new FetchException(FailureKind.TOO_LARGE, "body is over " + limit + " bytes");
  }
}
