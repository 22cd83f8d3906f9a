package dev.multifetch.blocking;

import dev.multifetch.FailureKind;
import dev.multifetch.http.FetchException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/// Parses response heads as its base does, but takes no half head for a whole one (R14) and none
/// that never ends (R17), and hands on where the body is to be read from.
final class ApacheHeadParser extends DefaultHttpResponseParser {

  private final int maxHeadBytes;

  ApacheHeadParser(Http1Config limits, int maxHeadBytes) {
    super(limits);
    this.maxHeadBytes = maxHeadBytes;
  }

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream input)
      throws IOException, HttpException {
    long limit = (long) maxHeadBytes + buffer.capacity(); // the body's begin may come along
    ApacheInput head = new ApacheInput(input, buffer.length(), limit);
    try {
      return new ApacheResponse(super.parse(buffer, head), buffer, input);
    } catch (MessageConstraintException e) {
      throw new FetchException(FailureKind.TOO_LARGE, "head: " + e.getMessage(), e);
    }
  }
}
