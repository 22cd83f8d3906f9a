package dev.multifetch.client.blocking.okhttp;

import dev.multifetch.Headers;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Response;

/// Requests, response heads and exceptions, in the library's terms and in ours.
final class OkHttpMessages {

  private OkHttpMessages() {}

  /// The library's form of a request. The exchange travels along, so that the library's hooks find
  /// it.
  static okhttp3.Request request(Request request, OkHttpExchange exchange)
      throws UnknownHostException {
    okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder().url(url(request)).tag(OkHttpExchange.class, exchange);
    for (Headers.Field field : request.headers()) {
      builder.addHeader(field.name(), field.value());
    }
    return builder.build();
  }

  /// Under an alias of the host: the library would read a name of IDNA and write it anew, perhaps
  /// as another one. No name has an exclamation mark, so no two hosts have one alias.
  private static HttpUrl url(Request request) throws UnknownHostException {
    String origin = request.origin().toString().replace('-', '!');
    try {
      return HttpUrl.get(origin + request.target());
    } catch (IllegalArgumentException e) { // of a URL that is one: a host that DNS cannot know
      throw new UnknownHostException(e.getMessage());
    }
  }

  /// The head of a response, without its reason phrase.
  static ResponseHead head(Response response) {
    List<Headers.Field> fields = new ArrayList<>();
    response
        .headers()
        .forEach(
            field -> fields.add(new Headers.Field(field.getFirst(), latin1(field.getSecond()))));
    return new ResponseHead(
        response.protocol() == Protocol.HTTP_1_1, response.code(), new Headers(fields));
  }

  /// The library takes values for UTF-8; the contract has a character for a byte.
  private static String latin1(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// The library's exceptions in the contract's or the JDK's terms.
  static Exception translated(Exception cause) {
    return switch (cause) {
      case ProtocolException e when "unexpected end of stream".equals(e.getMessage()) ->
          ConnectionFailures.endedTooEarly();
      case IllegalArgumentException e -> new ProtocolException(e.getMessage());
      case IllegalStateException e -> new ProtocolException(e.getMessage()); // a code of "-20"
      default -> cause;
    };
  }
}
