package dev.multifetch.http;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Inflates one deflate stream (RFC 1951) into a sink, a buffer at a time, so that a bomb meets the
/// sink's limit before it fills the memory (R26).
final class Inflation {

  private final Inflater inflater;
  private final BodySink next;
  private final byte[] buffer = new byte[8 << 10];
  private final CRC32 crc = new CRC32();

  /// @param raw whether the stream comes without the zlib wrapper of RFC 1950
  Inflation(boolean raw, BodySink next) {
    this.inflater = new Inflater(raw);
    this.next = next;
  }

  /// Inflates until the piece is used up or the stream ends; bytes after the end stay in the piece.
  void accept(ByteBuffer piece) throws FetchException {
    inflater.setInput(piece);
    long passed = inflater.getBytesWritten();
    try {
      int length;
      while ((length = inflater.inflate(buffer)) > 0) {
        passed += length;
        pass(length);
      }
    } catch (DataFormatException e) {
      pass((int) (inflater.getBytesWritten() - passed)); // R25: bytes before the damage count
      throw ContentCodings.undecodable("damaged deflate data: " + e.getMessage());
    }
    if (inflater.needsDictionary()) {
      throw ContentCodings.undecodable("deflate data needs a dictionary");
    }
  }

  private void pass(int length) throws FetchException {
    crc.update(buffer, 0, length);
    next.accept(ByteBuffer.wrap(buffer, 0, length));
  }

  boolean finished() {
    return inflater.finished();
  }

  /// CRC-32 of the inflated bytes.
  int checksum() {
    return (int) crc.getValue();
  }

  /// Number of inflated bytes, modulo 2^32.
  int length() {
    return (int) inflater.getBytesWritten();
  }

  /// Prepares for another stream.
  void reset() {
    inflater.reset();
    crc.reset();
  }

  void release() {
    inflater.end();
  }
}
