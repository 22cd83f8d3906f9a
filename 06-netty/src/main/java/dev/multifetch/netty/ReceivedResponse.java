package dev.multifetch.netty;

import dev.multifetch.http.StatusLine;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/// A response head as it came. To Netty it is always one of HTTP/1.1, for it frames those of
/// HTTP/1.0 by rules of its own; what is to become of them is the contract's business (R22).
final class ReceivedResponse extends DefaultHttpResponse {

  private final StatusLine line;

  ReceivedResponse(StatusLine line) {
    super(
        HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(line.status()),
        new ReceivedHeaders(line.status()));
    this.line = line;
  }

  StatusLine line() {
    return line;
  }
}
