package dev.multifetch.client.blocking.okhttp;

import dev.multifetch.client.blocking.TcpSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// The sockets that OkHttp connects: each is a [TcpSocket] of the exchange that the calling thread
/// runs.
final class OkHttpSockets extends SocketFactory {

  @Override
  public Socket createSocket() throws IOException {
    return OkHttpExchange.current().newSocket();
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw connected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw connected();
  }

  private static UnsupportedOperationException connected() {
    return new UnsupportedOperationException("sockets are connected by OkHttp");
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
      ((TcpSocket) socket).tlsBegins();
      SSLSocket secure = (SSLSocket) jdk.createSocket(socket, host, port, autoClose);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS"); // R46: as the other clients do
      secure.setSSLParameters(parameters);
      return secure;
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
      throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw connected();
    }
  }
}
