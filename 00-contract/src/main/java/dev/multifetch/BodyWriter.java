package dev.multifetch;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Takes the body of one response, piece by piece. As long as it waits, nothing more of this body
/// is read from the network; other URLs go on.
///
/// One thread at a time uses it, but for [#abort].
public interface BodyWriter {

  /// Takes all that remains in the piece, whose bytes belong to the fetcher again afterwards.
  ///
  /// @throws IOException which makes the URL [FailureKind#WRITE_FAILED]
  void write(ByteBuffer piece) throws IOException;

  /// The body is whole.
  ///
  /// @throws IOException which makes the URL [FailureKind#WRITE_FAILED]
  void finish() throws IOException;

  /// The body does not count: what was made of it goes, even where it has just been finished. Comes
  /// on another thread, perhaps more than once. Any other method that is waiting must then return
  /// or throw.
  void abort();
}
