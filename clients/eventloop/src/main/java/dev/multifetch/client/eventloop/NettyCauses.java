package dev.multifetch.client.eventloop;

import static java.util.Objects.requireNonNull;

import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.FetchException;
import io.netty.channel.ChannelException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// Translates Netty's exceptions into those that the contract knows.
final class NettyCauses {

  private static final Pattern OF_KERNEL = Pattern.compile("\\w+\\(\\.\\.\\)[^:]*: ");

  private NettyCauses() {}

  /// What a channel threw.
  static Throwable translated(Throwable cause) {
    return inWords(unwrapped(cause));
  }

  private static Throwable unwrapped(Throwable cause) {
    return switch (cause) {
      case DecoderException e when e.getCause() != null -> e.getCause(); // TLS, or our decoder
      case ChannelException e when e.getCause() != null -> e.getCause();
      case UncheckedIOException e when e.getCause() != null ->
          e.getCause(); // the kernel would not watch the socket
      default -> cause;
    };
  }

  /// Of an error of the kernel, Netty says which function reports it, and the error's number. This
  /// keeps only the kernel's words.
  private static Throwable inWords(Throwable cause) {
    if (cause instanceof NotSslRecordException) { // shows all the bytes that came instead
      return ConnectionFailures.notTls();
    }
    Matcher ofKernel = OF_KERNEL.matcher(String.valueOf(cause.getMessage()));
    return cause instanceof IOException && ofKernel.lookingAt()
        ? new IOException(ofKernel.replaceFirst(""))
        : cause;
  }

  /// What ended a handshake. A connection that is cut during it is not a lost response (R47).
  static Throwable ofHandshake(Throwable cause) {
    Throwable translated = translated(cause);
    return translated instanceof IOException
            && !(translated instanceof SSLException)
            && !(translated instanceof FetchException)
        ? ConnectionFailures.endedInHandshake(translated)
        : translated;
  }

  /// Why a connection could not be opened (R09, R45).
  static Throwable ofConnecting(InetSocketAddress address, Throwable cause) {
    if (!(cause instanceof IOException
        || cause instanceof ChannelException
        || cause instanceof UncheckedIOException)) { // from epoll_ctl, when it is full
      return cause;
    }
    boolean annotated = cause.getCause() instanceof IOException; // with the address
    return ConnectionFailures.notConnected(
        address, inWords(annotated ? requireNonNull(cause.getCause()) : cause));
  }
}
