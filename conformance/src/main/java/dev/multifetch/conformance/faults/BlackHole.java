package dev.multifetch.conformance.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// A port whose backlog is full: Linux drops each SYN, as a firewall would.
final class BlackHole implements AutoCloseable {

  private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
  private final List<SocketChannel> fillers = new ArrayList<>();

  BlackHole() throws IOException {
    for (int i = 0; i < 8; i++) { // a backlog of 1 takes 2; the rest wait like a client will
      SocketChannel filler = SocketChannel.open();
      filler.configureBlocking(false);
      filler.connect(listener.getLocalSocketAddress());
      fillers.add(filler);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/");
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel filler : fillers) {
      filler.close();
    }
    listener.close();
  }
}
