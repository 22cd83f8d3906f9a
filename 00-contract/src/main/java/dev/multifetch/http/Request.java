package dev.multifetch.http;

import dev.multifetch.Headers;
import java.net.URI;

/// One GET: what goes on the wire is the same in every model (R13).
///
/// @param origin whom to connect to
/// @param target path and query, as in the URL (RFC 9112 section 3.2.1)
/// @param headers the whole head but its first line, in the order to send it
public record Request(Origin origin, String target, Headers headers) {

  static Request of(URI url, String userAgent, Headers extra) throws FetchException {
    Origin origin = Origin.of(url);
    Headers head =
        Headers.NONE
            .with("Host", origin.hostField())
            .with("User-Agent", userAgent)
            .with("Accept", "*/*")
            .with("Accept-Encoding", "gzip, deflate")
            .with(
                "Connection", "keep-alive"); // asks HTTP/1.0 servers too (RFC 9112 appendix C.2.2)
    for (Headers.Field given : extra) { // the caller's word replaces ours
      head = head.without(given.name()::equalsIgnoreCase);
    }
    for (Headers.Field given : extra) {
      head = head.with(given.name(), given.value());
    }
    return new Request(origin, target(url), head);
  }

  private static String target(URI url) {
    URI ascii = URI.create(url.toASCIIString()); // beyond ASCII: UTF-8, percent-encoded
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    return ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
  }
}
