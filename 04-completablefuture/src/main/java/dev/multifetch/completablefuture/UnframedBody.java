package dev.multifetch.completablefuture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.IdentityDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;

/// A body that ends with its connection (R23), unless over TLS somebody has cut that (R48). The end
/// may have come along with the head, behind an interim one; then the library takes it for a loss
/// unless the body is complete as soon as the last of what came has been read.
final class UnframedBody extends IdentityDecoder {

  private final Tls tls;

  UnframedBody(
      ReadableByteChannel channel,
      SessionInputBuffer buffer,
      BasicHttpTransportMetrics metrics,
      Tls tls) {
    super(channel, buffer, metrics);
    this.tls = tls;
  }

  @Override
  public int read(ByteBuffer body) throws IOException {
    int before = body.position();
    if (buffer().hasData()) {
      buffer().read(body, body.remaining() - 1); // room to ask the connection for more
    }
    int more = buffer().hasData() ? 0 : super.read(body);
    if (isCompleted() && tls.cut()) {
      throw new ConnectionClosedException("TLS connection ended without close_notify");
    }
    int count = body.position() - before;
    return count == 0 ? more : count;
  }
}
