package dev.multifetch.http;

/// One line of a head or of a chunked body, byte for byte until its end.
final class Line {

  private final StringBuilder text = new StringBuilder(80);
  private boolean carriageReturn;

  /// Takes the next byte.
  ///
  /// @return whether it ended the line
  /// @throws FetchException MALFORMED_RESPONSE for a control character: no two readers agree what a
  ///   line holds, or where it ends, that has a NUL or a CR in it (R18)
  boolean accept(byte next) throws FetchException {
    if (carriageReturn && next != '\n') {
      throw ResponseHead.malformed("a CR that ends no line");
    }
    if (next == '\n') {
      return true;
    }
    if (next == '\r') {
      carriageReturn = true;
    } else if ((next >= 0 && next < ' ' && next != '\t') || next == 0x7f) {
      throw ResponseHead.malformed("control character %d in a line".formatted(next));
    } else {
      text.append((char) (next & 0xff));
    }
    return false;
  }

  /// What it holds so far, without its end.
  StringBuilder text() {
    return text;
  }

  /// Whether the next byte can only be the LF behind a CR.
  boolean carriageReturn() {
    return carriageReturn;
  }

  /// Makes ready for another.
  void clear() {
    text.setLength(0);
    carriageReturn = false;
  }
}
