package dev.multifetch.blocking;

import dev.multifetch.http.FetchException;
import dev.multifetch.http.ResponseHead;
import java.io.InputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/// A response head, and the connection that its body is still to be read from.
final class ApacheResponse extends BasicClassicHttpResponse {

  private final ResponseHead head;
  private final transient SessionInputBuffer buffer;
  private final transient InputStream input;
  private final int maxTrailers;

  ApacheResponse(ResponseHead head, SessionInputBuffer buffer, InputStream input, int maxTrailers) {
    super(head.status());
    this.head = head;
    this.buffer = buffer;
    this.input = input;
    this.maxTrailers = maxTrailers;
  }

  ResponseHead head() {
    return head;
  }

  /// How many bytes of body come at once, at most.
  int piece(int most) throws FetchException {
    long length = head.bodyLength();
    return length < 0 ? most : Math.clamp(length, 1, most);
  }

  /// The body without its framing. Only one that is framed by the connection's end may end with it.
  InputStream body() throws FetchException {
    long length = head.bodyLength();
    InputStream unbroken = new ApacheInput(input, true);
    if (length == ResponseHead.CHUNKED) {
      return new ApacheChunks(buffer, unbroken, maxTrailers);
    }
    return length == ResponseHead.UNTIL_CLOSE
        ? new IdentityInputStream(buffer, input)
        : new ContentLengthInputStream(buffer, unbroken, length);
  }

  /// Whether more has come than the response holds.
  boolean surplus() {
    return buffer.length() > 0;
  }
}
