package dev.multifetch.conformance.reference;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/// A body that comes in parts of known length; it ends with a part of none, and not with the
/// connection (R19).
final class FramedBody extends InputStream {

  /// Says how long the next part is, 0 if there is none.
  @FunctionalInterface
  interface Parts {
    long next() throws IOException;
  }

  private final Parts parts;
  private final InputStream input;
  private final boolean delimited;
  private long left;
  private boolean begun;
  private boolean ended;

  /// @param length of the only part, or 0 where each is announced by a line and ended by another
  FramedBody(long length, Parts parts, InputStream input) {
    this.left = length;
    this.parts = parts;
    this.input = input;
    this.delimited = length == 0;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended || (left == 0 && !nextPart())) {
      return -1;
    }
    int count = input.read(bytes, offset, (int) Math.min(left, length));
    if (count < 0) {
      throw new EOFException("connection closed inside the body");
    }
    begun = true;
    left -= count;
    return count;
  }

  private boolean nextPart() throws IOException {
    if (begun && delimited) {
      endPart();
    }
    left = parts.next();
    ended = left == 0;
    return !ended;
  }

  private void endPart() throws IOException {
    for (char expected : new char[] {'\r', '\n'}) {
      int next = input.read();
      if (next < 0) {
        throw new EOFException("connection closed behind a chunk");
      }
      if (next != expected) {
        throw new ProtocolException("a chunk longer than its size");
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
