package dev.multifetch.http;

import dev.multifetch.FailureKind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;

/// Turns an exception of an exchange into the failure that a user sees, the same for every library
/// (R02).
final class Failures {

  /// How the JDK's message begins if a handshake message is over its limit, such as a list of
  /// hundreds of authorities. The JDK does not say how to raise the limit.
  private static final String TOO_LONG = "The size of the handshake message";

  private static final int LONG_ENOUGH = 128 << 10;

  private Failures() {}

  static FailureKind kindOf(Throwable cause) {
    return switch (cause) {
      case FetchException known -> known.kind();
      case UnknownHostException _ -> FailureKind.UNKNOWN_HOST;
      case ConnectException _, NoRouteToHostException _ -> FailureKind.CONNECT_FAILED;
      case SocketTimeoutException _ -> FailureKind.TIMED_OUT;
      case SSLHandshakeException _ -> FailureKind.TLS_FAILED;
      case SSLException broken when lostConnection(broken) -> FailureKind.CONNECTION_LOST;
      case SSLException _ -> FailureKind.TLS_FAILED;
      case ProtocolException _ -> FailureKind.MALFORMED_RESPONSE;
      case IOException _ -> FailureKind.CONNECTION_LOST;
      default -> FailureKind.INTERNAL;
    };
  }

  /// The words for a person: the exception's message, with the reason if the message leaves it out;
  /// the exception's name if it has no message.
  static String detailOf(Throwable cause) {
    String message = message(cause);
    String name = cause.getClass().getName();
    if (message == null) {
      return name;
    }
    if (!(cause instanceof IOException)) {
      return name + ": " + message;
    }
    if (cause instanceof SSLProtocolException && message.startsWith(TOO_LONG)) {
      return message + ": raise it with -Djdk.tls.maxHandshakeMessageSize=" + LONG_ENOUGH;
    }
    String reason = cause.getCause() == null ? null : message(cause.getCause());
    return reason == null || message.contains(reason) ? message : message + ": " + reason;
  }

  /// R45: some exceptions throw when they are asked for their message.
  private static @Nullable String message(Throwable cause) {
    try {
      return cause.getMessage();
    } catch (RuntimeException broken) {
      return null;
    }
  }

  /// JSSE wraps a reset or a missing close_notify (RFC 8446 section 6.1) in its own exception.
  private static boolean lostConnection(SSLException broken) {
    return broken.getCause() instanceof SocketException
        || broken.getCause() instanceof EOFException;
  }
}
