package dev.multifetch.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The coding `deflate`: a zlib stream as in RFC 9110 section 8.4.1.2, or the raw deflate that some
/// servers send under this name. The first two bytes show which.
final class DeflateDecoder implements BodySink {

  private final BodySink next;
  private final ByteBuffer start = ByteBuffer.allocate(2);
  private @Nullable Inflation inflation;

  DeflateDecoder(BodySink next) {
    this.next = next;
  }

  @Override
  public void accept(ByteBuffer piece) throws FetchException {
    while (start.hasRemaining() && piece.hasRemaining()) {
      start.put(piece.get());
    }
    if (start.hasRemaining()) {
      return;
    }
    if (inflation == null) {
      inflation = new Inflation(!isZlib(start.getShort(0)), next);
      inflation.accept(start.flip());
      start.position(start.limit()); // even if the stream ended inside it
    }
    inflation.accept(piece);
    if (piece.hasRemaining()) {
      throw ContentCodings.undecodable("bytes after the deflate data");
    }
  }

  /// RFC 1950 section 2.2: method 8, and a check value that makes it a multiple of 31.
  private static boolean isZlib(short start) {
    return (start >> 8 & 0x0f) == 8 && (start & 0xffff) % 31 == 0;
  }

  @Override
  public void end() throws FetchException {
    if (start.position() > 0 && (inflation == null || !inflation.finished())) {
      throw ContentCodings.undecodable("deflate data cut short");
    }
    next.end();
  }

  @Override
  public void release() {
    if (inflation != null) {
      inflation.release();
    }
    next.release();
  }
}
