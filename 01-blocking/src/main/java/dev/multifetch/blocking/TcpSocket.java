package dev.multifetch.blocking;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;

/// A connection that, once TLS runs over it, may not simply end: the JDK's TLS by itself takes the
/// end of the connection for what only the server may say, that there is no more (R48).
final class TcpSocket extends Socket {

  private volatile boolean underTls;
  private volatile boolean handshaken;

  TcpSocket() {
    super(Proxy.NO_PROXY);
  }

  /// TLS reads from it from now on.
  void tlsBegins() {
    underTls = true;
  }

  /// The handshake is over: up to here TLS itself sees what is wrong with an end.
  void tlsBegan() {
    handshaken = true;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream input = super.getInputStream();
    return underTls ? new Encrypted(input) : input;
  }

  /// Whether bytes have come that nobody has read yet.
  boolean hasInput() throws IOException {
    return super.getInputStream().available() > 0; // does not wait
  }

  private final class Encrypted extends FilterInputStream {

    Encrypted(InputStream input) {
      super(input);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return unlessCut(super.read(bytes, offset, length));
    }

    @Override
    public int read() throws IOException {
      return unlessCut(super.read());
    }

    private int unlessCut(int read) throws SocketException {
      if (read < 0 && handshaken) {
        throw new SocketException("TLS connection ended without close_notify");
      }
      return read;
    }
  }
}
