package dev.multifetch.completablefuture;

import dev.multifetch.http.FetchException;
import dev.multifetch.http.Framing;
import dev.multifetch.http.ResponseHead;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.message.BasicHttpResponse;

/// A response head on its way through the library, which wants to know no more of it than the code.
final class Response extends BasicHttpResponse {

  private final ResponseHead head;
  private final long bodyLength;

  Response(ResponseHead head) {
    super(head.status());
    this.head = head;
    this.bodyLength = bodyLength(head);
  }

  private static long bodyLength(ResponseHead head) {
    try {
      return switch (Framing.of(head)) {
        case Framing.Length(long bytes) -> bytes;
        case Framing.Chunked _ -> ContentLengthStrategy.CHUNKED;
        case Framing.UntilClose _ -> ContentLengthStrategy.UNDEFINED;
      };
    } catch (FetchException malformed) {
      return ContentLengthStrategy.UNDEFINED; // the UrlFetch says so
    }
  }

  ResponseHead head() {
    return head;
  }

  /// Bytes, or less than zero as the library has it: CHUNKED or UNDEFINED.
  long bodyLength() {
    return bodyLength;
  }
}
