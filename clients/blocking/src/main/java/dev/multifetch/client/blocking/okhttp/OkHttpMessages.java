package dev.multifetch.client.blocking.okhttp;

import dev.multifetch.Headers;
import dev.multifetch.client.Resolver;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.FetchException;
import dev.multifetch.http.Request;
import dev.multifetch.http.ResponseHead;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.Protocol;
import okhttp3.Response;

/// Translates requests, response heads and exceptions between the library's terms and ours.
final class OkHttpMessages {

  /// How Okio says that a number is none in hexadecimal digits.
  private static final Pattern OF_CHUNK = Pattern.compile("Expected leading|Number too large");

  private OkHttpMessages() {}

  /// The library's form of a request. It carries the exchange, so that the library's hooks can find
  /// it.
  static okhttp3.Request request(Request request, OkHttpExchange exchange)
      throws UnknownHostException {
    okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder()
            .url(url(request))
            .method(request.method(), null)
            .tag(OkHttpExchange.class, exchange);
    for (Headers.Field field : request.headers()) {
      builder.addHeader(field.name(), field.value());
    }
    return builder.build();
  }

  /// Uses an alias for the host, because the library would decode an IDNA name and encode it again,
  /// perhaps as a different name. No name has an exclamation mark, so no two hosts share an alias.
  private static HttpUrl url(Request request) throws UnknownHostException {
    String origin = request.origin().toString();
    String alias = origin.replace('-', '!');
    String target = request.target();
    String path = request.isForProxy() ? target.substring(origin.length()) : target;
    try {
      return HttpUrl.get(alias + path);
    } catch (IllegalArgumentException e) { // no valid host, in DNS neither
      throw Resolver.impossible(request.origin().host());
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
        response.protocol() == Protocol.HTTP_1_1,
        response.code(),
        new Headers(fields),
        response.request().method().equals("HEAD"));
  }

  /// The library reads values as UTF-8; the contract has one character for each byte.
  private static String latin1(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /// Translates the library's exceptions into the contract's or the JDK's.
  static Exception translated(Exception cause) {
    return switch (cause) {
      case FetchException known -> known;
      case SSLException ofTls -> ofTls;
      case ProtocolException e when "unexpected end of stream".equals(e.getMessage()) ->
          ConnectionFailures.endedTooEarly();
      case EOFException _ -> ConnectionFailures.endedTooEarly();
      case IOException e when e.getCause() instanceof EOFException ->
          ConnectionFailures.endedTooEarly();
      case ProtocolException e when OF_CHUNK.matcher(String.valueOf(e.getMessage())).lookingAt() ->
          new ProtocolException("the size of a chunk cannot be read");
      case IllegalArgumentException e -> unreadable(e);
      case IllegalStateException e -> unreadable(e); // status "-20"
      default -> cause;
    };
  }

  private static ProtocolException unreadable(RuntimeException cause) {
    return new ProtocolException("the response cannot be read: " + cause.getMessage());
  }
}
