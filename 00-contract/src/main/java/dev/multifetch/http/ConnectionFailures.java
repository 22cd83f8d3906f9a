package dev.multifetch.http;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.TLS_FAILED;

import java.time.Duration;

/// One sentence for each way in which a connection can fail, so that every client uses the same
/// words.
public final class ConnectionFailures {

  private ConnectionFailures() {}

  /// The address did not accept the connection. There was no connection, so this is not a lost one.
  ///
  /// @param address the address, as a person reads it
  public static FetchException notConnected(Object address, Throwable cause) {
    return new FetchException(CONNECT_FAILED, address + ": " + cause.getMessage(), cause);
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
