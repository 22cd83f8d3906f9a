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
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.regex.Pattern;
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

  private static final Pattern CLASS =
      Pattern.compile("\\b(?:[a-z]\\w*\\.){2,}[A-Z]\\w*(?:Exception|Error)(?:: |$)");

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

  /// The words for a person. Names of Java's classes are only in the words for a defect, which is
  /// for us to fix.
  static String detailOf(Throwable cause) {
    if (cause instanceof IOException) {
      return wordsOf(cause);
    }
    String message = messageOf(cause);
    String name = cause.getClass().getName();
    return message == null ? name : name + ": " + message;
  }

  /// What the exception says, with the reason if it leaves that out.
  static String wordsOf(Throwable cause) {
    String said = said(cause);
    if (said == null) {
      return kindOf(cause).name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    String reason = cause.getCause() == null ? null : said(cause.getCause());
    return reason == null || said.contains(reason) ? said : said + ": " + reason;
  }

  private static @Nullable String said(Throwable cause) {
    String message = messageOf(cause);
    return message == null
        ? null
        : switch (cause) {
          case FetchException _ -> message; // ours
          case UnknownHostException _ -> "unknown host: " + message;
          case SSLProtocolException _ when message.startsWith(TOO_LONG) ->
              message + ": raise it with -Djdk.tls.maxHandshakeMessageSize=" + LONG_ENOUGH;
          case SSLException _, GeneralSecurityException _ -> TlsReasons.of(cause, message);
          default -> withoutClass(message);
        };
  }

  /// Without the names of classes before the messages of other exceptions that it quotes.
  static String withoutClass(String message) {
    return CLASS.matcher(message).replaceAll("");
  }

  /// R45: some exceptions throw when they are asked for their message.
  static @Nullable String messageOf(Throwable cause) {
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
