package dev.multifetch.conformance.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/// A port of 127.0.0.1 where every connection is refused.
///
/// A socket is bound to the port and never listens. A port that was merely closed could get another
/// program's listener, or connect to itself: it is one of the ports that clients connect from.
public final class RefusingPort implements AutoCloseable {

  private final Socket bound = new Socket();

  public RefusingPort() throws IOException {
    bound.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
  }

  public int port() {
    return bound.getLocalPort();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port() + "/");
  }

  @Override
  public void close() throws IOException {
    bound.close();
  }
}
