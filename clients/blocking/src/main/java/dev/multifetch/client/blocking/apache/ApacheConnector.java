package dev.multifetch.client.blocking.apache;

import static java.util.Objects.requireNonNull;

import dev.multifetch.FetchOptions;
import dev.multifetch.client.Call;
import dev.multifetch.client.blocking.TcpConnector;
import dev.multifetch.client.blocking.TcpSocket;
import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.Origin;
import dev.multifetch.http.ServerIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/// Opens the library's connections: connects, and sets up TLS. The calling thread waits.
/// `connectTimeout` bounds how long it may take to connect. The end of the call ends all of it.
final class ApacheConnector implements HttpClientConnectionOperator {

  private static final String OPENING = "multifetch.opening";

  private final FetchOptions options;
  private final TcpConnector tcp;
  private final SSLContext tls;

  ApacheConnector(FetchOptions options) {
    this.options = options;
    tcp = new TcpConnector(options);
    tls = options.sslContext();
  }

  private record Opening(Origin origin, Call call) {}

  /// The exchange, which the library passes on to this connector. The library also passes a host,
  /// but spells some names differently.
  static HttpContext contextOf(Origin origin, Call call) {
    HttpClientContext context = HttpClientContext.create();
    context.setAttribute(OPENING, new Opening(origin, call));
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
    Opening opening = (Opening) requireNonNull(context.getAttribute(OPENING));
    tcp.open(opening.origin(), opening.call(), connection::bind); // the owner closes it from now on
    if (opening.origin().secure()) {
      TcpSocket socket = (TcpSocket) connection.getSocket();
      connection.bind(secured(socket, opening.origin()), socket);
    }
  }

  private SSLSocket secured(TcpSocket socket, Origin origin) throws IOException {
    ServerIdentity server = ServerIdentity.of(origin, options);
    socket.tlsBegins();
    SSLSocketFactory factory = tls.getSocketFactory(); // only now: it may read all authorities
    SSLSocket secured =
        (SSLSocket) factory.createSocket(socket, server.host(), origin.port(), true);
    SSLParameters parameters = secured.getSSLParameters();
    server.demandIn(parameters);
    secured.setSSLParameters(parameters);
    try {
      secured.startHandshake();
    } catch (SocketException cut) { // R47
      throw ConnectionFailures.endedInHandshake(cut);
    }
    server.check(secured.getSession());
    socket.tlsBegan();
    return secured;
  }

  @Override
  public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
    throw new UnsupportedOperationException("the library knows of no tunnel");
  }
}
