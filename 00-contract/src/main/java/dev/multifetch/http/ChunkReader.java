package dev.multifetch.http;

import dev.multifetch.FailureKind;

/// Finds the data in a body with the chunked coding (RFC 9112 section 7.1). Data is the transport's
/// to take, as much at once as there is; what stands between comes here byte by byte:
///
/// ```java
/// while (!chunks.ended()) {
///   if (chunks.data() > 0) {
///     chunks.taken(...); // so many bytes, and at most data()
///   } else {
///     chunks.accept(...); // the next byte
///   }
/// }
/// ```
public final class ChunkReader {

  private enum Part {
    SIZE,
    EXTENSION,
    DATA,
    DATA_END,
    TRAILERS,
    NOTHING
  }

  private static final int MAX_LINE = 4 << 10; // bytes of a size with its extensions

  private final int maxTrailers;
  private final Line line = new Line();
  private final FieldLines trailers = new FieldLines();
  private Part part = Part.SIZE;
  private long size = -1; // until its first digit
  private long data;
  private int received; // of the line, or of the trailers

  /// @param maxTrailers how many bytes of trailer fields may come
  public ChunkReader(int maxTrailers) {
    this.maxTrailers = maxTrailers;
  }

  /// How many bytes of data come next; 0 if something else does.
  public long data() {
    return data;
  }

  /// So many bytes of data have been taken.
  public void taken(int count) {
    data -= count;
    if (data == 0) {
      part = Part.DATA_END;
    }
  }

  /// Whether the body is complete.
  public boolean ended() {
    return part == Part.NOTHING;
  }

  /// Takes the next byte, which is not data.
  ///
  /// @throws FetchException MALFORMED_RESPONSE if it cannot stand there (R21), TOO_LARGE if the
  ///   trailers have no end
  public void accept(byte next) throws FetchException {
    received++;
    switch (part) {
      case SIZE -> size(next);
      case EXTENSION -> extension(next);
      case DATA_END -> dataEnd(next);
      case TRAILERS -> trailer(next);
      case DATA, NOTHING -> throw new IllegalStateException("no framing is to come");
    }
  }

  private void size(byte next) throws FetchException {
    int digit = Character.digit(next & 0xff, 16);
    if (digit < 0) {
      part = Part.EXTENSION;
      extension(next);
      return;
    }
    size = 16 * Math.max(size, 0) + digit;
    if (size > Integer.MAX_VALUE || received > MAX_LINE) {
      throw ResponseHead.malformed("a chunk size that is too large");
    }
  }

  /// What follows the digits: a semicolon, perhaps behind space, with whatever; or nothing. A bare
  /// LF ends nothing here: other readers would look for the end of the line elsewhere.
  private void extension(byte next) throws FetchException {
    boolean bareLf = next == '\n' && !line.carriageReturn();
    if (size < 0 || bareLf || received > MAX_LINE) {
      throw ResponseHead.malformed("a chunk size that cannot be read");
    }
    if (line.accept(next)) {
      String extension = line.text().toString().stripLeading();
      if (!line.text().isEmpty() && !extension.startsWith(";")) {
        throw ResponseHead.malformed("chunk size and \"" + extension + "\"");
      }
      begin();
    }
  }

  private void begin() {
    data = size;
    part = size == 0 ? Part.TRAILERS : Part.DATA;
    next();
  }

  private void dataEnd(byte next) throws FetchException {
    if (next != (line.carriageReturn() ? '\n' : '\r')) {
      throw ResponseHead.malformed("a chunk is longer than its size");
    }
    if (line.accept(next)) {
      part = Part.SIZE;
      next();
    }
  }

  /// What they say is not needed.
  private void trailer(byte next) throws FetchException {
    if (received > maxTrailers) {
      throw new FetchException(
          FailureKind.TOO_LARGE, "trailers are over " + maxTrailers + " bytes");
    }
    if (trailers.accept(next)) {
      part = Part.NOTHING;
    }
  }

  private void next() {
    size = -1;
    received = 0;
    line.clear();
  }
}
