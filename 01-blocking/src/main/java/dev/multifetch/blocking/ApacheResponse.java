package dev.multifetch.blocking;

import dev.multifetch.Headers;
import dev.multifetch.http.ResponseHead;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.IdentityInputStream;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/// A response head, and the connection that its body is still to be read from.
final class ApacheResponse extends BasicClassicHttpResponse {

  private final ResponseHead head;
  private final transient SessionInputBuffer buffer;
  private final transient InputStream input;

  ApacheResponse(ClassicHttpResponse parsed, SessionInputBuffer buffer, InputStream input) {
    super(parsed.getCode(), parsed.getReasonPhrase());
    setVersion(parsed.getVersion());
    setHeaders(parsed.getHeaders());
    this.head = headOf(parsed);
    this.buffer = buffer;
    this.input = input;
  }

  private static ResponseHead headOf(ClassicHttpResponse parsed) {
    List<Headers.Field> fields = new ArrayList<>();
    for (Header field : parsed.getHeaders()) {
      fields.add(new Headers.Field(field.getName(), field.getValue()));
    }
    boolean http11 = parsed.getVersion().greaterEquals(HttpVersion.HTTP_1_1);
    return new ResponseHead(http11, parsed.getCode(), new Headers(fields));
  }

  ResponseHead head() {
    return head;
  }

  /// The length of the body, or the most there is if it is not announced.
  long announced() throws HttpException {
    long length = DefaultContentLengthStrategy.INSTANCE.determineLength(this);
    return length < 0 ? Long.MAX_VALUE : length;
  }

  /// The body without its framing. Only one that is framed by the connection's end may end with it.
  InputStream body() throws HttpException {
    long length = DefaultContentLengthStrategy.INSTANCE.determineLength(this);
    InputStream unbroken = new ApacheInput(input, 1, Long.MAX_VALUE);
    if (length == ContentLengthStrategy.CHUNKED) {
      return new ChunkedInputStream(buffer, unbroken);
    }
    return length == ContentLengthStrategy.UNDEFINED
        ? new IdentityInputStream(buffer, input)
        : new ContentLengthInputStream(buffer, unbroken, length);
  }

  /// Whether more has come than the response holds.
  boolean surplus() {
    return buffer.length() > 0;
  }
}
