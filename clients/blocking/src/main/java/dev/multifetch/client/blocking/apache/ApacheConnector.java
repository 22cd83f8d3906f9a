package dev.multifetch.client.blocking.apache;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.blocking.BlockingResolver;
import dev.multifetch.client.blocking.TcpSocket;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.ServerCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
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

  private final BlockingResolver resolver = new BlockingResolver();
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
    var addresses = resolver.addresses(host.getHostName(), call).iterator();
    TcpSocket socket = firstThatAnswers(addresses, host.getPort(), call, connection);
    if (host.getSchemeName().equals("https")) {
      connection.bind(secured(socket, host, context), socket);
    }
  }

  private TcpSocket firstThatAnswers(
      Iterator<InetAddress> addresses, int port, Call call, ManagedHttpClientConnection connection)
      throws IOException {
    long giveUp = System.nanoTime() + connectTimeout.toNanos();
    while (true) {
      InetSocketAddress address = new InetSocketAddress(addresses.next(), port);
      TcpSocket socket = new TcpSocket();
      try (var _ = call.abortBy(() -> close(socket))) {
        socket.setTcpNoDelay(true);
        socket.connect(address, millisUntil(giveUp));
        connection.bind(socket); // from here on it is closed with the connection
        return socket;
      } catch (SocketTimeoutException silent) { // it has used up what all of them have
        close(socket);
        throw ConnectionFailures.notConnectedWithin(connectTimeout);
      } catch (IOException refused) {
        close(socket);
        if (!addresses.hasNext()) { // R11
          throw ConnectionFailures.notConnected(address, refused);
        }
      }
    }
  }

  private static int millisUntil(long time) {
    long left = Math.ceilDiv(time - System.nanoTime(), 1_000_000);
    return Math.clamp(left, 1, Integer.MAX_VALUE); // 0 would be for ever
  }

  private SSLSocket secured(TcpSocket socket, HttpHost host, HttpContext context)
      throws IOException {
    socket.tlsBegins();
    try {
      SSLSocket secured = tls.upgrade(socket, host.getHostName(), host.getPort(), null, context);
      ServerCertificate.check(secured.getSession(), host.getHostName());
      socket.tlsBegan();
      return secured;
    } catch (SocketException cut) { // R47
      throw ConnectionFailures.endedInHandshake(cut);
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
