package dev.multifetch.completablefuture;

import dev.multifetch.http.FetchException;
import dev.multifetch.http.Framing;
import java.nio.channels.ReadableByteChannel;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.ClientHttp1StreamDuplexer;
import org.apache.hc.core5.http.impl.nio.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.nio.IdentityDecoder;
import org.apache.hc.core5.http.impl.nio.LengthDelimitedDecoder;
import org.apache.hc.core5.http.nio.ContentDecoder;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.reactor.ProtocolIOSession;

/// HTTP/1.1 over one session, as the library does it, without the habits of its own: it adds no
/// header field, ends no connection by itself, and leaves it to the `UrlFetch` to refuse framing
/// that two readers could disagree about.
final class Codec extends ClientHttp1StreamDuplexer {

  private static final int BUFFER = 8 << 10; // bytes; a connection has three
  private static final int WINDOW = 64 << 10; // bytes of a body that may come before they are used

  /// [HeadParser] and [ChunkedBody] bound lines, in bytes that the caller gave.
  static final Http1Config NO_LIMITS =
      Http1Config.custom()
          .setBufferSize(BUFFER)
          .setInitialWindowSize(WINDOW)
          .setMaxLineLength(0)
          .setMaxHeaderCount(0)
          .build();

  private final int maxHeadBytes;

  Codec(ProtocolIOSession session, HeadParser heads, int maxHeadBytes) {
    super(
        session,
        HttpProcessorBuilder.create().build(),
        NO_LIMITS,
        CharCodingConfig.DEFAULT,
        (_, _, _) -> true,
        heads,
        new DefaultHttpRequestWriter<>(),
        Codec::bodyLength,
        null,
        null);
    this.maxHeadBytes = maxHeadBytes;
  }

  private static long bodyLength(HttpMessage head) {
    try {
      return switch (Framing.of(ApacheMessages.head((HttpResponse) head))) {
        case Framing.Length(long bytes) -> bytes;
        case Framing.Chunked _ -> ContentLengthStrategy.CHUNKED;
        case Framing.UntilClose _ -> ContentLengthStrategy.UNDEFINED;
      };
    } catch (FetchException malformed) {
      return ContentLengthStrategy.UNDEFINED; // the UrlFetch says so
    }
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
        ? new IdentityDecoder(channel, buffer, metrics)
        : new LengthDelimitedDecoder(channel, buffer, metrics, length);
  }
}
