package dev.multifetch.http;

/// Finds the data in a body with the chunked coding (RFC 9112 section 7.1), the same in every
/// model. Data is the transport's to take, as much at once as there is; what stands between comes
/// here byte by byte:
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
    DATA,
    END_OF_DATA,
    TRAILERS,
    NOTHING
  }

  private final Line line;
  private final FieldLines trailers;
  private Part part = Part.SIZE;
  private int data;

  /// @param maxLineBytes how long the line before a chunk may be, and all trailers together
  public ChunkReader(int maxLineBytes) {
    this.line = new Line(maxLineBytes);
    this.trailers = new FieldLines(maxLineBytes);
  }

  /// How many bytes of data come next; 0 if something else does.
  public int data() {
    return data;
  }

  /// So many bytes of data have been taken.
  public void taken(int count) {
    data -= count;
    if (data == 0) {
      part = Part.END_OF_DATA;
    }
  }

  /// Whether the body is complete.
  public boolean ended() {
    return part == Part.NOTHING;
  }

  /// Takes the next byte, which is not data.
  ///
  /// @throws FetchException MALFORMED_RESPONSE if it cannot stand there (R21), TOO_LARGE if a line
  ///   or the trailers have no end, or a chunk is larger than any body may be
  public void accept(byte next) throws FetchException {
    switch (part) {
      case SIZE -> size(next);
      case END_OF_DATA -> endOfData(next);
      case TRAILERS -> trailer(next);
      case DATA, NOTHING -> throw new IllegalStateException("no framing is to come");
    }
  }

  private void size(byte next) throws FetchException {
    if (!line.accept(next)) {
      return;
    }
    if (!line.endsWithCr()) { // others would look for the end of the line elsewhere
      throw ResponseHead.malformed("a chunk's size ends without a CR");
    }
    data = ChunkSize.parse(line.take());
    part = data == 0 ? Part.TRAILERS : Part.DATA;
  }

  private void endOfData(byte next) throws FetchException {
    if (next != (line.length() == 0 ? '\r' : '\n')) {
      throw ResponseHead.malformed("a chunk is longer than its size");
    }
    if (line.accept(next)) {
      line.take();
      part = Part.SIZE;
    }
  }

  /// Fields, of which a bare LF may end a line (R18). What they say is not needed.
  private void trailer(byte next) throws FetchException {
    if (line.accept(next) && !trailers.take(line.take())) {
      part = Part.NOTHING;
    }
  }
}
