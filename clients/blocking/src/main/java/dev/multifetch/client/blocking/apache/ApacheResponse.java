package dev.multifetch.client.blocking.apache;

import dev.multifetch.http.FetchException;
import dev.multifetch.http.Framing;
import dev.multifetch.http.ResponseHead;
import java.io.InputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/// A response head, and the connection from which to read its body.
final class ApacheResponse extends BasicClassicHttpResponse {

  private final ResponseHead head;
  private final transient SessionInputBuffer buffer;
  private final transient InputStream input;
  private final int maxLineBytes;

  ApacheResponse(
      ResponseHead head, SessionInputBuffer buffer, InputStream input, int maxLineBytes) {
    super(head.status()); // all that the library needs
    this.head = head;
    this.buffer = buffer;
    this.input = input;
    this.maxLineBytes = maxLineBytes;
  }

  ResponseHead head() {
    return head;
  }

  /// The length of the body; `Long.MAX_VALUE` if it is not announced.
  long announced() throws FetchException {
    return Framing.of(head) instanceof Framing.Length(long bytes) ? bytes : Long.MAX_VALUE;
  }

  /// The body without its framing. Only a body that is framed by the end of the connection may end
  /// with it.
  InputStream body() throws FetchException {
    InputStream unbroken = new ApacheInput(input, true);
    return switch (Framing.of(head)) {
      case Framing.Chunked _ -> new ApacheChunks(buffer, unbroken, maxLineBytes);
      case Framing.Length(long bytes) -> new ContentLengthInputStream(buffer, unbroken, bytes);
      case Framing.UntilClose _ -> new IdentityInputStream(buffer, input);
    };
  }

  /// Whether more bytes have come than belong to the response.
  boolean surplus() {
    return buffer.length() > 0;
  }
}
