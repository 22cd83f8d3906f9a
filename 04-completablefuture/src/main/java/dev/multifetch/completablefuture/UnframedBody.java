package dev.multifetch.completablefuture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.IdentityDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;

/// A body that ends with its connection (R23), unless over TLS somebody has cut that (R48).
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
    int count = super.read(body);
    if (isCompleted() && tls.cut()) {
      throw new ConnectionClosedException("TLS connection ended without close_notify");
    }
    return count;
  }
}
