package dev.multifetch.netty;

import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
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
      case DecoderException e when e.getCause() != null -> e.getCause(); // TLS, or our decoder
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
}
