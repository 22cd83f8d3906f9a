package dev.multifetch.completablefuture;

import dev.multifetch.http.ChunkReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.AbstractContentDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;

/// The data of a body with the chunked coding, read as all models do. The library's own decoder
/// takes the end of the connection for the end of a line or of the trailers (R19), and a negative
/// size for one that is still to come (R21).
final class ChunkedBody extends AbstractContentDecoder {

  private final ChunkReader chunks;

  ChunkedBody(
      ReadableByteChannel channel,
      SessionInputBuffer buffer,
      BasicHttpTransportMetrics metrics,
      int maxLineBytes) {
    super(channel, buffer, metrics);
    this.chunks = new ChunkReader(maxLineBytes);
  }

  /// Reads data of one chunk, so that what was sent before a fault is passed on before the fault.
  @Override
  public int read(ByteBuffer body) throws IOException {
    int before = body.position();
    while (!isCompleted() && body.hasRemaining() && body.position() == before) {
      if (!buffer().hasData() && !fill()) {
        break;
      }
      if (chunks.data() > 0) {
        buffer().read(body, Math.min(body.remaining(), chunks.data()));
        chunks.taken(body.position() - before);
      } else {
        chunks.accept((byte) buffer().read());
        setCompleted(chunks.ended());
      }
    }
    int count = body.position() - before;
    return count == 0 && isCompleted() ? -1 : count;
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
