package dev.multifetch.http;

import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.FailureKind.PROXY_FAILED;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.multifetch.HttpProxy;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// Asks a proxy for a tunnel to an origin (RFC 9110 section 9.3.6). It does no I/O: a client sends
/// [#request], and passes on what comes, until the tunnel is open. Then the client sets up TLS with
/// the origin, inside the tunnel.
public final class Tunnel {

  private static final int MAX_INTERIM = 16; // interim heads before the final one

  private final HttpProxy proxy;
  private final Origin origin;
  private final String userAgent;
  private final HeadReader heads;
  private int interim;

  Tunnel(HttpProxy proxy, Origin origin, String userAgent, int maxHeadBytes) {
    this.proxy = proxy;
    this.origin = origin;
    this.userAgent = userAgent;
    this.heads = new HeadReader(maxHeadBytes);
  }

  /// The request that the proxy gets. The credentials for the proxy are in this request, and so
  /// never reach the origin (R62).
  public byte[] request() {
    String to = authority();
    String authorization =
        proxy.authorization().map(value -> "Proxy-Authorization: " + value + "\r\n").orElse("");
    return ("CONNECT "
            + to
            + " HTTP/1.1\r\n"
            + ("Host: " + to + "\r\n")
            + ("User-Agent: " + userAgent + "\r\n")
            + authorization
            + "\r\n")
        .getBytes(US_ASCII);
  }

  private String authority() {
    String host = origin.host();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + origin.port();
  }

  /// Takes the next byte of the proxy's answer.
  ///
  /// @return whether the tunnel is open; the next byte then comes from the origin
  /// @throws FetchException if the proxy opens none (R63)
  public boolean accept(byte next) throws FetchException {
    try {
      if (!heads.accept(next)) {
        return false;
      }
    } catch (FetchException malformed) {
      throw Route.failed(proxy, malformed);
    }
    ResponseHead head = heads.take();
    boolean another = head.interim() && head.status() != 101 && ++interim <= MAX_INTERIM;
    return !another && opened(head.status());
  }

  private boolean opened(int status) throws FetchException {
    String answer = "proxy " + proxy + " answered " + status + " instead of a tunnel to ";
    return switch (status / 100) {
      case 2 -> true; // whatever its fields say of a body
      case 5 -> throw new FetchException(CONNECT_FAILED, answer + origin);
      default ->
          throw status == 407
              ? Route.wantsCredentials(proxy)
              : new FetchException(PROXY_FAILED, answer + origin);
    };
  }

  /// The connection to the proxy ended before the tunnel was open.
  public FetchException ended() {
    return Route.failed(
        proxy, new EOFException("it ended the connection before the tunnel was open"));
  }

  /// The proxy did not answer in time, perhaps because the origin did not answer the proxy.
  public FetchException notOpenWithin(Duration connectTimeout) {
    return Route.failed(
        proxy,
        new SocketTimeoutException(
            "no tunnel to " + origin + " within " + connectTimeout.toMillis() + " ms"));
  }

  /// The connection to the proxy failed before the tunnel was open, or [#accept] has said why not.
  public IOException failed(IOException cause) {
    return cause instanceof FetchException ? cause : Route.failed(proxy, cause);
  }
}
