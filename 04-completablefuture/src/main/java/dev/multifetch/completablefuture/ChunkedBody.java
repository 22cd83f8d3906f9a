package dev.multifetch.completablefuture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.AbstractContentDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/// Undoes the chunked coding (RFC 9112 section 7.1). The library's own takes the end of the
/// connection for the end of a line or of the trailers (R19), and a negative size for one that is
/// still to come (R21).
final class ChunkedBody extends AbstractContentDecoder {

  private enum Expecting {
    SIZE,
    DATA,
    END_OF_DATA,
    TRAILERS
  }

  private static final int MAX_SIZE_LINE = 4 << 10; // bytes, extensions and all

  private final int maxTrailers;
  private final CharArrayBuffer line = new CharArrayBuffer(32);
  private Expecting expecting = Expecting.SIZE;
  private long left;
  private int trailers;

  ChunkedBody(
      ReadableByteChannel channel,
      SessionInputBuffer buffer,
      BasicHttpTransportMetrics metrics,
      int maxTrailers) {
    super(channel, buffer, metrics);
    this.maxTrailers = maxTrailers;
  }

  @Override
  public int read(ByteBuffer body) throws IOException {
    int before = body.position();
    while (!isCompleted() && body.hasRemaining()) {
      boolean more = expecting == Expecting.DATA ? readData(body) : readLine();
      if (!more && !fill()) {
        break;
      }
    }
    int count = body.position() - before;
    return count == 0 && isCompleted() ? -1 : count;
  }

  private boolean readData(ByteBuffer body) {
    if (!buffer().hasData()) {
      return false;
    }
    left -= buffer().read(body, (int) Math.min(left, Integer.MAX_VALUE));
    if (left == 0) {
      expecting = Expecting.END_OF_DATA;
    }
    return true;
  }

  private boolean readLine() throws IOException {
    int before = buffer().length();
    boolean whole = buffer().readLine(line, false);
    int length = whole ? before - buffer().length() : before;
    if (length > (expecting == Expecting.TRAILERS ? maxTrailers - trailers : MAX_SIZE_LINE)) {
      throw new MalformedChunkCodingException("a line of the chunked coding is too long");
    }
    if (whole) {
      accept(length);
      line.clear();
    }
    return whole;
  }

  private void accept(int length) throws IOException {
    switch (expecting) {
      case SIZE -> {
        left = size();
        expecting = left == 0 ? Expecting.TRAILERS : Expecting.DATA;
      }
      case END_OF_DATA -> {
        if (!line.isEmpty()) {
          throw new MalformedChunkCodingException("a chunk is longer than its size");
        }
        expecting = Expecting.SIZE;
      }
      case TRAILERS -> {
        trailers += length;
        setCompleted(line.isEmpty()); // what they say is not needed
      }
      case DATA -> throw new IllegalStateException("data has no lines");
    }
  }

  private long size() throws IOException {
    int end = line.indexOf(';');
    String digits = line.substringTrimmed(0, end < 0 ? line.length() : end);
    try {
      long size = Long.parseLong(digits, 16);
      if (size >= 0 && Character.digit(digits.charAt(0), 16) >= 0) { // not "+5"
        return size;
      }
    } catch (NumberFormatException malformed) {
      // as below
    }
    throw new MalformedChunkCodingException("chunk size \"" + digits + "\"");
  }

  /// Whether something has come.
  private boolean fill() throws IOException {
    int count = fillBufferFromChannel();
    if (count < 0) {
      throw new ConnectionClosedException("connection closed inside a chunked body");
    }
    return count > 0;
  }
}
