package dev.multifetch.blocking;

import static dev.multifetch.FailureKind.TOO_LARGE;

import dev.multifetch.http.ChunkSize;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.FieldLines;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/// A body in the chunked coding (RFC 9112 section 7.1) without it. The library's own stream takes
/// what other readers do not: a size with a sign, or a line that ends without a CR (R21).
final class ApacheChunks extends InputStream {

  private final SessionInputBuffer buffer;
  private final InputStream input;
  private final int maxLineBytes;
  private long left;
  private boolean begun;
  private boolean ended;

  /// @param input ends only with an exception
  /// @param maxLineBytes how long the line before a chunk may be, and all trailers together
  ApacheChunks(SessionInputBuffer buffer, InputStream input, int maxLineBytes) {
    this.buffer = buffer;
    this.input = input;
    this.maxLineBytes = maxLineBytes;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = buffer.read(bytes, offset, (int) Math.min(left, length), input);
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (begun && (buffer.read(input) != '\r' || buffer.read(input) != '\n')) {
      throw new ProtocolException("a chunk is longer than its size");
    }
    begun = true;
    left = ChunkSize.parse(sizeLine());
    if (left == 0) {
      skipTrailers();
      ended = true;
    }
  }

  /// Not the library's readLine(), which does not say how a line ended.
  private String sizeLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = buffer.read(input); next != '\n'; next = buffer.read(input)) {
      if (line.length() == maxLineBytes) {
        throw new FetchException(TOO_LARGE, "a chunk's size is over " + maxLineBytes + " bytes");
      }
      line.append((char) next);
    }
    int end = line.length() - 1;
    if (end < 0 || line.charAt(end) != '\r') {
      throw new ProtocolException("a chunk's size ends without a CR");
    }
    return line.substring(0, end);
  }

  /// What they say is not needed.
  private void skipTrailers() throws IOException {
    FieldLines trailers = new FieldLines(maxLineBytes);
    CharArrayBuffer line = new CharArrayBuffer(64);
    do {
      line.clear();
      buffer.readLine(line, input);
    } while (trailers.take(line.toString()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
