package dev.multifetch.client.blocking;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.multifetch.http.ConnectionFailures;
import dev.multifetch.http.Origin;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/// A connection that must not simply end once TLS runs over it. Anybody on the way can end a TCP
/// connection, and only the server can say over TLS that its data is complete. The JDK's TLS takes
/// both for the same; this socket does not (R48).
public final class TcpSocket extends Socket {

  private volatile boolean underTls;
  private volatile boolean handshaken;
  private volatile boolean heard;
  private volatile String missing = ""; // in the first line of the next request

  public TcpSocket() {
    super(Proxy.NO_PROXY);
  }

  /// Connects, unless it is connected already: a library may call this after [TcpConnector] has
  /// connected.
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

  /// The handshake is over. Until here, TLS itself reports a connection that ends.
  public void tlsBegan() {
    handshaken = true;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Input(super.getInputStream());
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new Output(super.getOutputStream());
  }

  /// The next request goes to a proxy, which must know the origin. A library that takes the proxy
  /// for the origin leaves the origin out of the request's first line (RFC 9112 section 3.2.2).
  public void nextRequestNames(Origin origin) {
    missing = origin.toString();
  }

  /// From now on, the bytes that come are the answer.
  public void listen() {
    heard = false;
  }

  /// Whether a byte has been read since [#listen()]. Under TLS it may belong to an alert or a
  /// session ticket.
  public boolean heard() {
    return heard;
  }

  /// Whether bytes have come that are not read yet.
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
        throw new SocketException( // the one exception that TLS passes on unchanged
            ConnectionFailures.endedWithoutCloseNotify().getMessage());
      }
      return result;
    }
  }

  private final class Output extends FilterOutputStream {

    Output(OutputStream output) {
      super(output);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (missing.isEmpty()) {
        out.write(bytes, offset, length);
        return;
      }
      int method = offset;
      while (bytes[method++] != ' ') {} // up to the blank after it
      ByteArrayOutputStream whole = new ByteArrayOutputStream(missing.length() + length);
      whole.write(bytes, offset, method - offset);
      whole.writeBytes(missing.getBytes(US_ASCII));
      whole.write(bytes, method, offset + length - method);
      missing = "";
      whole.writeTo(out);
    }
  }
}
