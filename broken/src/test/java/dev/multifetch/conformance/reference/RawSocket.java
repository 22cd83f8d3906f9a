package dev.multifetch.conformance.reference;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;

/// The socket of a [Link]. Once TLS has begun over it, its end is an error: an end that is none TLS
/// learns from the server (R48).
final class RawSocket extends Socket {

  private volatile boolean endIsCut;

  RawSocket() {
    super(Proxy.NO_PROXY);
  }

  /// TLS has begun.
  void endIsCut() {
    endIsCut = true;
  }

  boolean isReadable() {
    try {
      return available() > 0;
    } catch (IOException closed) {
      return true;
    }
  }

  int available() throws IOException {
    return super.getInputStream().available();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new FilterInputStream(super.getInputStream()) {
      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        if (count < 0 && endIsCut) {
          throw new SocketException("TLS connection ended without close_notify");
        }
        return count;
      }
    };
  }
}
