package dev.multifetch.completablefuture;

import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.nio.LengthDelimitedDecoder;
import org.apache.hc.core5.http.nio.ContentDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/// HTTP/1.1 over one session, as the library does it, without the habits of its own: it adds no
/// header field, ends no connection by itself, and leaves it to the `UrlFetch` to refuse framing
/// that two readers could disagree about.
final class Codec extends ClientHttp1StreamDuplexer {

  static final int BUFFER = 8 << 10; // bytes; a connection has three
  private static final int WINDOW = 64 << 10; // bytes of a body that may come before they are used

  /// The contract's readers bound lines, in bytes that the caller gave.
  static final Http1Config NO_LIMITS =
      Http1Config.custom()
          .setBufferSize(BUFFER)
          .setInitialWindowSize(WINDOW)
          .setMaxLineLength(0)
          .setMaxHeaderCount(0)
          .build();

  private final Tls tls;
  private final int maxHeadBytes;

  Codec(ProtocolIOSession session, HeadParser heads, Tls tls, int maxHeadBytes) {
    super(
        session,
        HttpProcessorBuilder.create().build(),
        NO_LIMITS,
        CharCodingConfig.DEFAULT,
        (_, _, _) -> true,
        heads,
        new DefaultHttpRequestWriter<>(),
        head -> ((Response) head).bodyLength(),
        null,
        null);
    this.tls = tls;
    this.maxHeadBytes = maxHeadBytes;
  }

  @Override
  protected ContentDecoder createContentDecoder(
      long length,
      ReadableByteChannel channel,
      SessionInputBuffer buffer,
      BasicHttpTransportMetrics metrics) {
    if (length == ContentLengthStrategy.CHUNKED) {
      return new ChunkedBody(channel, buffer, metrics, maxHeadBytes);
    }
    return length < 0
        ? new UnframedBody(channel, buffer, metrics, tls)
        : new LengthDelimitedDecoder(channel, buffer, metrics, length);
  }
}
