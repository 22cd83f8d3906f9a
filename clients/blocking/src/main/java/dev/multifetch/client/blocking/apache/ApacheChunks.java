package dev.multifetch.client.blocking.apache;

import dev.multifetch.http.ChunkReader;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/// The data of a body with the chunked coding, read by the same code as in all models.
final class ApacheChunks extends InputStream {

  private final SessionInputBuffer buffer;
  private final InputStream input;
  private final ChunkReader chunks;

  ApacheChunks(SessionInputBuffer buffer, InputStream input, int maxLineBytes) {
    this.buffer = buffer;
    this.input = input;
    this.chunks = new ChunkReader(maxLineBytes);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (!chunks.ended()) {
      if (chunks.data() > 0) {
        int most = Math.min(length, chunks.data());
        int count = buffer.read(bytes, offset, most, input);
        chunks.taken(count);
        return count;
      }
      chunks.accept((byte) buffer.read(input));
    }
    return -1;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
