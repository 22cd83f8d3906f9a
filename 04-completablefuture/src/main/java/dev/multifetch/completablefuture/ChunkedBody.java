package dev.multifetch.completablefuture;

import static dev.multifetch.FailureKind.TOO_LARGE;

import dev.multifetch.http.ChunkSize;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.FieldLines;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.AbstractContentDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;

/// Undoes the chunked coding (RFC 9112 section 7.1). The library's own takes the end of the
/// connection for the end of a line or of the trailers (R19), and a size that other readers would
/// not take, such as a negative one, for one that is still to come (R21).
final class ChunkedBody extends AbstractContentDecoder {

  private enum Expecting {
    SIZE,
    DATA,
    END_OF_DATA,
    TRAILERS
  }

  private final int maxLineBytes;
  private final FieldLines trailers;
  private final StringBuilder line = new StringBuilder();
  private Expecting expecting = Expecting.SIZE;
  private long left;

  /// @param maxLineBytes how long the line before a chunk may be, and all trailers together
  ChunkedBody(
      ReadableByteChannel channel,
      SessionInputBuffer buffer,
      BasicHttpTransportMetrics metrics,
      int maxLineBytes) {
    super(channel, buffer, metrics);
    this.maxLineBytes = maxLineBytes;
    this.trailers = new FieldLines(maxLineBytes);
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

  /// Not the library's readLine(), which does not say how a line ended.
  private boolean readLine() throws IOException {
    while (buffer().hasData()) {
      int next = buffer().read();
      if (next == '\n') {
        accept(withoutCr());
        line.setLength(0);
        return true;
      }
      line.append((char) next);
      if (expecting == Expecting.END_OF_DATA && !(line.length() == 1 && next == '\r')) {
        throw new ProtocolException("a chunk is longer than its size");
      }
      if (line.length() > maxLineBytes) {
        throw new FetchException(TOO_LARGE, "a line among the chunks is over " + maxLineBytes);
      }
    }
    return false;
  }

  /// Trailers are fields, which may end with a bare LF (R18); the rest may not (R21).
  private String withoutCr() throws IOException {
    int end = line.length() - 1;
    if (end >= 0 && line.charAt(end) == '\r') {
      return line.substring(0, end);
    }
    if (expecting != Expecting.TRAILERS) {
      throw new ProtocolException("a line among the chunks ends without a CR");
    }
    return line.toString();
  }

  private void accept(String whole) throws IOException {
    switch (expecting) {
      case SIZE -> {
        left = ChunkSize.parse(whole);
        expecting = left == 0 ? Expecting.TRAILERS : Expecting.DATA;
      }
      case END_OF_DATA -> expecting = Expecting.SIZE;
      case TRAILERS -> setCompleted(!trailers.take(whole)); // what they say is not needed
      case DATA -> throw new IllegalStateException("data has no lines");
    }
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
