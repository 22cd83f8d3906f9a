package dev.multifetch.http;

import java.nio.ByteBuffer;

/// Takes a body piece by piece; decoders are sinks that pass on to the next.
interface BodySink {

  /// Takes all that remains in the piece.
  void accept(ByteBuffer piece) throws FetchException;

  /// The body has ended. Throws if it is not complete.
  void end() throws FetchException;

  /// Releases what the sink holds, whether or not the body was complete.
  void release();
}
