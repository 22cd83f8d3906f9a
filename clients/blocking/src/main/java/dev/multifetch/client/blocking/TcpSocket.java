package dev.multifetch.client.blocking;

import dev.multifetch.http.ConnectionFailures;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/// A connection that, once TLS runs over it, may not simply end: the JDK's TLS by itself takes the
/// end of the connection for what only the server may say, that there is no more (R48).
public final class TcpSocket extends Socket {

  private volatile boolean underTls;
  private volatile boolean handshaken;
  private volatile boolean heard;

  public TcpSocket() {
    super(Proxy.NO_PROXY);
  }

  /// Connects, unless it is connected: a library may want to do what [TcpConnector] has done.
  @Override
  public void connect(SocketAddress address, int timeout) throws IOException {
    if (!isConnected()) {
      super.connect(address, timeout);
    }
  }

  /// TLS reads from it from now on.
  public void tlsBegins() {
    underTls = true;
  }

  /// The handshake is over: up to here TLS itself sees what is wrong with an end.
  public void tlsBegan() {
    handshaken = true;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Input(super.getInputStream());
  }

  /// From now on what comes is the answer.
  public void listen() {
    heard = false;
  }

  /// Whether a byte has been read since [#listen()]; under TLS it may be of an alert or a ticket.
  public boolean heard() {
    return heard;
  }

  /// Whether bytes have come that nobody has read yet.
  public boolean hasInput() throws IOException {
    return super.getInputStream().available() > 0; // does not wait
  }

  private final class Input extends FilterInputStream {

    Input(InputStream input) {
      super(input);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read(super.read(bytes, offset, length));
    }

    @Override
    public int read() throws IOException {
      return read(super.read());
    }

    private int read(int result) throws SocketException {
      if (result >= 0) {
        heard = true;
      } else if (underTls && handshaken) {
        throw new SocketException( // the one kind that TLS above hands on as it is
            ConnectionFailures.endedWithoutCloseNotify().getMessage());
      }
      return result;
    }
  }
}
