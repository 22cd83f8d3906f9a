package dev.multifetch.http;

/// Finds the data in a body with the chunked coding (RFC 9112 section 7.1), the same in every
/// model. The transport takes the data, as much at once as there is. The bytes between the data
/// come here one by one:
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

  /// @param maxLineBytes how long the line before a chunk may be, and also all trailers together
  public ChunkReader(int maxLineBytes) {
    this.line = new Line(maxLineBytes);
    this.trailers = new FieldLines(maxLineBytes);
  }

  /// How many bytes of data come next; 0 if something else comes next.
  public int data() {
    return data;
  }

  /// The transport has taken this many bytes of data.
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
  /// @throws FetchException MALFORMED_RESPONSE if the byte is not allowed there (R21), TOO_LARGE if
  ///   a line or the trailers do not end, or a chunk is larger than any body may be
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
    if (!line.endsWithCr()) { // others would see the line end elsewhere
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

  /// Trailer fields, whose lines may end with a bare LF (R18). Their content is not needed.
  private void trailer(byte next) throws FetchException {
    if (line.accept(next) && !trailers.take(line.take())) {
      part = Part.NOTHING;
    }
  }
}
