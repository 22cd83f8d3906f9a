package dev.multifetch.blocking;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/// Opens the library's connections: looks the name up, tries its addresses in turn, makes the
/// connection secure. The calling thread waits; `connectTimeout` bounds the connecting, and the end
/// of the call all of it.
final class ApacheConnector implements HttpClientConnectionOperator {

  private static final String CALL = "multifetch.call";

  private final Names names = new Names();
  private final Duration connectTimeout;
  private final DefaultClientTlsStrategy tls;

  ApacheConnector(FetchOptions options) {
    connectTimeout = options.connectTimeout();
    tls = new DefaultClientTlsStrategy(options.sslContext());
  }

  /// What the library hands on to here.
  static HttpContext contextOf(Call call) {
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(CALL, call);
    return context;
  }

  @Override
  public void connect(
      ManagedHttpClientConnection connection,
      HttpHost host,
      @Nullable InetSocketAddress localAddress,
      TimeValue librarysTimeout,
      SocketConfig config,
      HttpContext context)
      throws IOException {
    Call call = (Call) requireNonNull(context.getAttribute(CALL));
    var addresses = names.addresses(host.getHostName(), call).iterator();
    TcpSocket socket = firstThatAnswers(addresses, host.getPort(), call);
    connection.bind(socket); // from here on it is closed with the connection
    if (host.getSchemeName().equals("https")) {
      connection.bind(secured(socket, host, context), socket);
    }
  }

  private TcpSocket firstThatAnswers(Iterator<InetAddress> addresses, int port, Call call)
      throws IOException {
    long giveUp = System.nanoTime() + connectTimeout.toNanos();
    while (true) {
      InetSocketAddress address = new InetSocketAddress(addresses.next(), port);
      TcpSocket socket = new TcpSocket();
      call.onAbort(() -> close(socket));
      try {
        socket.setTcpNoDelay(true);
        socket.connect(address, millisUntil(giveUp));
        return socket;
      } catch (SocketTimeoutException silent) { // it has used up what all of them have
        close(socket);
        throw silent;
      } catch (IOException refused) {
        close(socket);
        if (!addresses.hasNext()) { // R11
          throw notConnected(address, refused);
        }
      }
    }
  }

  private static int millisUntil(long time) {
    long left = Math.ceilDiv(time - System.nanoTime(), 1_000_000);
    return Math.clamp(left, 1, Integer.MAX_VALUE); // 0 would be for ever
  }

  /// Whatever kept it from being there, no connection was lost.
  private static ConnectException notConnected(InetSocketAddress address, IOException cause) {
    ConnectException failed = new ConnectException("%s: %s".formatted(address, cause.getMessage()));
    failed.initCause(cause);
    return failed;
  }

  private SSLSocket secured(TcpSocket socket, HttpHost host, HttpContext context)
      throws IOException {
    socket.tlsBegins();
    try {
      SSLSocket secured = tls.upgrade(socket, host.getHostName(), host.getPort(), null, context);
      socket.tlsBegan();
      return secured;
    } catch (SocketException cut) { // R47
      SSLHandshakeException failed = new SSLHandshakeException(cut.getMessage());
      failed.initCause(cut);
      throw failed;
    }
  }

  private static void close(TcpSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("connection did not close", e);
    }
  }

  @Override
  public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
    throw new UnsupportedOperationException("no proxies, so no tunnels");
  }
}
