package dev.multifetch.client.blocking.okhttp;

import static java.util.Objects.requireNonNull;

import dev.multifetch.client.blocking.TcpSocket;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.Request;
import dev.multifetch.http.ServerIdentity;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/// The connection of one [OkHttpExchange], as the library reports it: how it was opened, or why it
/// was not, and whether the server has sent a byte on it.
final class OkHttpConnection extends EventListener {

  private boolean connected;
  private boolean securing;
  private @Nullable IOException unproven;
  private @Nullable IOException failure;
  private @Nullable TcpSocket tcp;
  private @Nullable Socket socket;

  /// The socket that the library is given for it.
  void takes(TcpSocket socket) {
    tcp = socket;
  }

  TcpSocket tcp() {
    return requireNonNull(tcp);
  }

  @Override
  public void connectStart(okhttp3.Call call, InetSocketAddress address, Proxy proxy) {
    connected = true;
    securing = false;
    failure = null;
  }

  @Override
  public void secureConnectStart(okhttp3.Call call) {
    securing = true;
  }

  @Override
  public void secureConnectEnd(okhttp3.Call call, @Nullable Handshake handshake) {
    tcp().tlsBegan();
  }

  /// Whether the certificate proves the server. If not, this keeps the reason, in our words.
  boolean isWith(ServerIdentity server, SSLSession session) {
    try {
      server.check(session);
      return true;
    } catch (SSLPeerUnverifiedException another) {
      unproven = another;
      return false;
    }
  }

  @Override
  public void connectFailed(
      okhttp3.Call call,
      InetSocketAddress address,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException cause) {
    boolean cut = securing && !(cause instanceof SSLException);
    failure =
        cut ? ConnectionFailures.endedInHandshake(cause) : unproven != null ? unproven : cause;
  }

  @Override
  public void connectionAcquired(okhttp3.Call call, Connection connection) {
    socket = connection.socket();
  }

  /// Why there is no connection, if a try to open one failed.
  Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  /// The next bytes that come must be the answer.
  void before(Request request) throws IOException {
    if (socket instanceof TcpSocket plain) {
      plain.listen();
      if (request.isForProxy()) {
        plain.nextRequestNames(request.origin());
      }
      if (!connected && plain.hasInput()) { // R42
        throw ConnectionFailures.unaskedBytes();
      }
    }
  }

  /// R41: the connection was not new, and not a byte of response came.
  boolean stale(Exception cause) {
    return socket != null && !connected && !begun(cause);
  }

  /// Over TLS, only a status line that the library could not finish reading shows this.
  private boolean begun(Exception cause) {
    return socket instanceof TcpSocket plain
        ? plain.heard()
        : cause.getCause() instanceof EOFException eof
            && !String.valueOf(eof.getMessage()).contains("limit=0 ");
  }

  /// Closes the socket. If the connection is in the library's pool again, its next user finds it
  /// closed.
  void close() throws IOException {
    requireNonNull(socket).close();
  }
}
