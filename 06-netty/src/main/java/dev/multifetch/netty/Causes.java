package dev.multifetch.netty;

import dev.multifetch.FailureKind;
import dev.multifetch.http.FetchException;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// Netty's exceptions in terms that the contract knows.
final class Causes {

  private Causes() {}

  /// What a channel threw.
  static Throwable translated(Throwable cause) {
    return switch (cause) {
      case ConnectTimeoutException e -> new SocketTimeoutException(e.getMessage());
      case DecoderException e when e.getCause() != null -> e.getCause(); // TLS: see SslHandler
      case ChannelException e when e.getCause() != null -> e.getCause(); // no socket to be had
      default -> cause;
    };
  }

  /// What ended a handshake: a connection that is cut then is no lost response (R47).
  static Throwable ofHandshake(Throwable cause) {
    if (cause instanceof SSLException || !(cause instanceof IOException)) {
      return cause;
    }
    return new SSLHandshakeException("connection ended in the handshake").initCause(cause);
  }

  /// What the HTTP decoder found wrong, which it does not throw but leaves in a `DecoderResult`.
  static Throwable ofDecoder(Throwable cause) {
    return switch (cause) {
      case PrematureChannelClosureException e -> new EOFException(e.getMessage()); // R14
      case TooLongFrameException e -> new FetchException(FailureKind.TOO_LARGE, e.getMessage(), e);
      default -> new FetchException(FailureKind.MALFORMED_RESPONSE, cause.getMessage(), cause);
    };
  }
}
