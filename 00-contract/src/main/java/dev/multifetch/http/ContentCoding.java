package dev.multifetch.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A content coding (RFC 9110 section 8.4.1) that a library undoes. gzip and deflate need none;
/// others are found on the class path by [java.util.ServiceLoader], and are offered to servers only
/// where they are there.
public interface ContentCoding {

  /// Its name in Accept-Encoding and Content-Encoding, in lower case.
  String name();

  /// Whether it works here: its library may need native code for this machine.
  boolean isAvailable();

  /// Opens what undoes the coding of one body.
  Decoder open() throws IOException;

  /// Undoes the coding of one body. Not for use by two threads at once.
  interface Decoder {

    /// Takes all that remains in a piece, and passes on what comes out of it, in pieces of bounded
    /// length: a little input can become a lot.
    ///
    /// @throws IOException where the data is damaged
    void decode(ByteBuffer coded, Output output) throws IOException;

    /// Whether the data may end here.
    boolean isWhole();

    /// Lets go of what the decoder holds.
    void close();
  }

  /// Takes what is decoded.
  @FunctionalInterface
  interface Output {
    void accept(ByteBuffer decoded) throws IOException;
  }
}
