package dev.multifetch;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Takes the body of one response, piece by piece. While it waits, the fetcher reads no more of
/// this body from the network, but goes on with other URLs.
///
/// One thread at a time uses it, except for [#abort].
public interface BodyWriter {

  /// Takes all bytes that remain in the piece. After the call, the piece belongs to the fetcher
  /// again.
  ///
  /// @throws IOException which makes the URL [FailureKind#WRITE_FAILED]
  void write(ByteBuffer piece) throws IOException;

  /// The body is whole.
  ///
  /// @throws IOException which makes the URL [FailureKind#WRITE_FAILED]
  void finish() throws IOException;

  /// The body does not count: delete what was written, even after [#finish]. The fetcher calls this
  /// on another thread, perhaps more than once. A method that is waiting must then return or throw.
  void abort();
}
