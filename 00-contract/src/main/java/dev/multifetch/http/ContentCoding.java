package dev.multifetch.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A content coding (RFC 9110 section 8.4.1) that a library undoes. gzip and deflate need no
/// library. [java.util.ServiceLoader] finds others on the class path, and the fetcher offers them
/// to servers only if it finds them.
public interface ContentCoding {

  /// Its name in Accept-Encoding and Content-Encoding, in lower case.
  String name();

  /// Whether it works here: its library may need native code for this machine.
  boolean isAvailable();

  /// Opens a decoder for one body.
  Decoder open() throws IOException;

  /// Undoes the coding of one body. Only one thread may use it at a time.
  interface Decoder {

    /// Takes all bytes that remain in a piece, and passes on the decoded bytes in pieces of bounded
    /// length, because a little input can become a lot.
    ///
    /// @throws IOException if the data is damaged
    void decode(ByteBuffer coded, Output output) throws IOException;

    /// Whether the data may end here.
    boolean isWhole();

    /// Releases what the decoder holds.
    void close();
  }

  /// Takes the decoded bytes.
  @FunctionalInterface
  interface Output {
    void accept(ByteBuffer decoded) throws IOException;
  }
}
