package dev.multifetch.http;

import java.nio.ByteBuffer;

/// Takes a body piece by piece; decoders are sinks that pass on to the next.
interface BodySink {

  /// Takes all that remains in the piece.
  void accept(ByteBuffer piece) throws FetchException;

  /// The body is complete, or it throws to say that it is not.
  void end() throws FetchException;

  /// Lets go of what the sink holds, whether the body was complete or not.
  void release();
}
