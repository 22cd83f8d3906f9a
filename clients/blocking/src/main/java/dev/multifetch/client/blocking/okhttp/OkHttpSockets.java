package dev.multifetch.client.blocking.okhttp;

import dev.multifetch.client.blocking.TcpConnector;
import dev.multifetch.client.blocking.TcpSocket;
import dev.multifetch.http.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// The sockets for OkHttp. Each is a [TcpSocket] of the exchange that the calling thread runs,
/// already connected. The library can try several addresses, too, but would wait for them on its
/// own threads.
final class OkHttpSockets extends SocketFactory {

  private final TcpConnector connector;

  OkHttpSockets(TcpConnector connector) {
    this.connector = connector;
  }

  @Override
  public Socket createSocket() throws IOException {
    return OkHttpExchange.current().connected(connector);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw notAsked();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw notAsked();
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("OkHttp asks for no such socket");
  }

  /// TLS over them.
  static final class OverTls extends SSLSocketFactory {

    private final SSLSocketFactory jdk;

    OverTls(SSLSocketFactory jdk) {
      this.jdk = jdk;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
        throws IOException {
      ServerIdentity server = OkHttpExchange.current().server();
      ((TcpSocket) socket).tlsBegins();
      SSLSocket tls = (SSLSocket) jdk.createSocket(socket, server.host(), port, autoClose);
      SSLParameters parameters = tls.getSSLParameters();
      server.demandIn(parameters);
      tls.setSSLParameters(parameters);
      return tls;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return jdk.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return jdk.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw notAsked();
    }
  }
}
