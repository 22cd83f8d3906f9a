package dev.multifetch.blocking;

import dev.multifetch.FailureKind;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.FieldLines;
import dev.multifetch.http.ResponseHead;
import dev.multifetch.http.StatusLine;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/// Reads response heads line by line, as the library does, but leaves it to the contract what a
/// line may be (R16, R18). It takes no half head for a whole one (R14) and none that never ends
/// (R17), and hands on where the body is to be read from.
final class ApacheHeadParser implements HttpMessageParser<ClassicHttpResponse> {

  private final int maxHeadBytes;
  private final CharArrayBuffer line = new CharArrayBuffer(128);

  ApacheHeadParser(int maxHeadBytes) {
    this.maxHeadBytes = maxHeadBytes;
  }

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream input)
      throws IOException {
    long limit = (long) maxHeadBytes + buffer.capacity(); // the body's begin may come along
    ApacheInput head = new ApacheInput(input, buffer.length(), limit);
    try {
      StatusLine status = StatusLine.parse(nextLine(buffer, head));
      FieldLines fields = new FieldLines(maxHeadBytes);
      boolean more = true;
      while (more) {
        more = fields.take(nextLine(buffer, head));
      }
      ResponseHead whole = new ResponseHead(status, fields.headers());
      return new ApacheResponse(whole, buffer, input, maxHeadBytes);
    } catch (MessageConstraintException e) {
      throw new FetchException(FailureKind.TOO_LARGE, "head: " + e.getMessage(), e);
    }
  }

  private String nextLine(SessionInputBuffer buffer, ApacheInput head) throws IOException {
    line.clear();
    buffer.readLine(line, head); // the end of the connection is an exception
    return line.toString();
  }
}
