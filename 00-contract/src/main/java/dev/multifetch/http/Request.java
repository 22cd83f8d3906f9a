package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Headers;
import dev.multifetch.Headers.Field;
import dev.multifetch.HttpProxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// One GET, or one HEAD. Every model sends the same bytes (R13).
///
/// @param method `GET` or `HEAD`
/// @param origin the server to connect to
/// @param target path and query, as in the URL (RFC 9112 section 3.2.1); the whole URL if a proxy
///   reads it (section 3.2.2)
/// @param headers all header fields, in the order in which to send them
public record Request(String method, Origin origin, String target, Headers headers) {

  private static final Field ACCEPT = new Field("Accept", "*/*");
  private static final Field NO_CODING = new Field("Accept-Encoding", "identity");
  private static final Field CODINGS = new Field("Accept-Encoding", ContentCodings.known());

  /// Asks HTTP/1.0 servers, too, to keep the connection open (RFC 9112 appendix C.2.2).
  private static final Field KEEP_ALIVE = new Field("Connection", "keep-alive");

  /// @param extra the fields of the options, or what is left of them after redirects
  static Request of(URI url, FetchOptions options, Headers extra) throws FetchException {
    Origin origin = Origin.of(url);
    Optional<HttpProxy> proxy = Route.to(origin, options).reader();
    List<Field> head = new ArrayList<>();
    head.add(new Field("Host", origin.hostField()));
    head.add(new Field("User-Agent", options.userAgent()));
    head.add(ACCEPT);
    head.add(options.decoding() ? CODINGS : NO_CODING);
    head.add(KEEP_ALIVE);
    proxy // R62: the proxy takes this field out before it passes the request on
        .flatMap(HttpProxy::authorization)
        .ifPresent(value -> head.add(new Field("Proxy-Authorization", value)));
    options
        .credentials()
        .authorization(origin.secure(), origin.host(), origin.port())
        .ifPresent(value -> head.add(new Field("Authorization", value)));
    for (Field given : extra) { // the caller's field replaces ours
      head.removeIf(usual -> usual.name().equalsIgnoreCase(given.name()));
    }
    head.addAll(extra.fields());
    String method = options.headOnly() ? "HEAD" : "GET";
    String target = proxy.isPresent() ? origin + target(url) : target(url);
    return new Request(method, origin, target, new Headers(head));
  }

  /// Whether a proxy reads this request, so that its target is the whole URL.
  public boolean isForProxy() {
    return !target.startsWith("/");
  }

  private static String target(URI url) throws FetchException {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return ascii(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery());
  }

  /// Percent-encodes characters beyond ASCII, as UTF-8 (RFC 3987 section 3.1). [URI#toASCIIString]
  /// would also compose characters, and so ask for a different path.
  private static String ascii(String text) throws FetchException {
    if (isAscii(text)) {
      return text;
    }
    StringBuilder ascii = new StringBuilder();
    for (byte unit : utf8(text)) {
      if (unit >= 0) {
        ascii.append((char) unit);
      } else {
        ascii.append('%').append(HexFormat.of().withUpperCase().toHexDigits(unit));
      }
    }
    return ascii.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static byte[] utf8(String text) throws FetchException {
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[utf8.remaining()];
      utf8.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new FetchException(FailureKind.INVALID_URL, "half a surrogate pair in the URL", e);
    }
  }
}
