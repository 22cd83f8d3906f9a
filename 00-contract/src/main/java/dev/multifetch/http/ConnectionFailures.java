package dev.multifetch.http;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.TLS_FAILED;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One sentence for each way in which a connection can fail, so that every client uses the same
/// words.
public final class ConnectionFailures {

  static final String NOT_TLS = "the server's answer is not TLS";

  private ConnectionFailures() {}

  /// The address did not accept the connection. There was no connection, so this is not a lost one.
  public static FetchException notConnected(InetSocketAddress address, Throwable cause) {
    return new FetchException(
        CONNECT_FAILED, shown(address) + ": " + Failures.wordsOf(cause), cause);
  }

  /// As a user writes it in a URL: `192.0.2.1:80` or `[2001:db8::1]:80`. A name has its address
  /// after it: `example.org:80 (192.0.2.1)`.
  private static String shown(InetSocketAddress address) {
    String host = address.getHostString();
    String ip = shown(address.getAddress());
    boolean named = address.getAddress() != null && !host.equals(ip) && !host.contains(":");
    return named
        ? host + ":" + address.getPort() + " (" + ip + ")"
        : (host.contains(":") ? "[" + ip + "]" : host) + ":" + address.getPort();
  }

  /// The JDK writes out the zeros of an IPv6 address. This leaves out the first run of them.
  private static String shown(@Nullable InetAddress address) {
    return address == null ? "" : address.getHostAddress().replaceFirst("(^|:)0(:0)+(:|$)", "::");
  }

  /// No address answered within `connectTimeout`.
  public static FetchException notConnectedWithin(Duration connectTimeout) {
    return new FetchException(
        TIMED_OUT, "not connected within " + connectTimeout.toMillis() + " ms");
  }

  /// The connection ended before TLS was set up, so no response was lost either (R47).
  public static FetchException endedInHandshake(Throwable cause) {
    return new FetchException(TLS_FAILED, "connection ended in the TLS handshake", cause);
  }

  /// What came in the handshake is no TLS, but perhaps HTTP.
  public static FetchException notTls() {
    return new FetchException(TLS_FAILED, NOT_TLS);
  }

  /// The connection ended before the response did (R14, R19).
  public static FetchException endedTooEarly() {
    return new FetchException(CONNECTION_LOST, "connection ended before the response did");
  }

  /// Bytes came although no request was under way. So nothing on this connection can be trusted
  /// (R20, R42).
  public static FetchException unaskedBytes() {
    return new FetchException(CONNECTION_LOST, "the server sent bytes that nobody asked for");
  }

  /// Anybody on the way can end a TCP connection. Over TLS, only the server can say that it ended
  /// it (R48).
  public static FetchException endedWithoutCloseNotify() {
    return new FetchException(CONNECTION_LOST, "TLS connection ended without close_notify");
  }
}
