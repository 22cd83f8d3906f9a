package dev.multifetch.http;

import dev.multifetch.FailureKind;

/// Where a decoded body ends up, up to a limit (R25).
interface BodyKeeper extends BodySink {

  /// A server announces so many bytes.
  void expect(long announced) throws FetchException;

  /// The body, as far as it is kept in memory.
  byte[] bytes();

  /// Undoes what was made of a body that was whole.
  void discard();

  /// How many bytes came.
  long size();

  static FetchException tooLarge(long limit) {
    return new FetchException(FailureKind.TOO_LARGE, "body is over " + limit + " bytes");
  }
}
