package dev.multifetch.netty;

import io.netty.handler.codec.DefaultHeaders.NameValidator;
import io.netty.handler.codec.DefaultHeaders.ValueValidator;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/// Header fields as they came. Netty's decoder would put one Content-Length where there were two,
/// and take away a Transfer-Encoding; then the contract could not see what is wrong (R22).
final class ReceivedHeaders extends DefaultHttpHeaders {

  private static final NameValidator<CharSequence> UNCHECKED_NAME = _ -> {};
  private static final ValueValidator<CharSequence> UNCHECKED_VALUE = _ -> {};

  private final boolean bodyless;

  /// @param status of the response that they are from
  ReceivedHeaders(int status) {
    super(UNCHECKED_NAME, UNCHECKED_VALUE); // the contract checks them
    bodyless = status < 200 || status == 204 || status == 304;
  }

  /// R24: where there is no body, what is said of its length does not matter.
  @Override
  public List<String> getAll(CharSequence name) {
    return bodyless && HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
        ? List.of()
        : super.getAll(name);
  }

  @Override
  public HttpHeaders set(CharSequence name, Object value) {
    return this;
  }

  @Override
  public HttpHeaders set(CharSequence name, Iterable<?> values) {
    return this;
  }

  @Override
  public HttpHeaders remove(CharSequence name) {
    return this;
  }
}
