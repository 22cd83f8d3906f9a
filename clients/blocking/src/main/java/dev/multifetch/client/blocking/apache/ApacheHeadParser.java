package dev.multifetch.client.blocking.apache;

import dev.multifetch.FetchOptions;
import dev.multifetch.http.HeadReader;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/// Reads response heads by the same code as in all models, and passes on the input from which to
/// read the body. The library's own parser accepts half a head as a whole one, and repairs what it
/// should refuse.
final class ApacheHeadParser implements HttpMessageParser<ClassicHttpResponse> {

  private final FetchOptions options;

  ApacheHeadParser(FetchOptions options) {
    this.options = options;
  }

  @Override
  public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream input)
      throws IOException {
    ApacheInput unbroken = new ApacheInput(input, buffer.length() > 0);
    HeadReader head = new HeadReader(options);
    boolean whole = false;
    while (!whole) {
      whole = head.accept((byte) buffer.read(unbroken));
    }
    return new ApacheResponse(head.take(), buffer, input, options.maxHeadBytes());
  }
}
