package dev.multifetch.conformance.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// A listener that answers nobody: its backlog is full, and Linux then drops each SYN.
public final class FullListener implements AutoCloseable {

  private final ServerSocket listener;
  private final List<SocketChannel> fillers = new ArrayList<>();

  private FullListener(String host, int port) throws IOException {
    listener = new ServerSocket(port, 1, InetAddress.ofLiteral(host));
    for (int i = 0; i < 8; i++) { // a backlog of 1 takes 2; the rest wait, like the fetcher
      SocketChannel filler = SocketChannel.open();
      fillers.add(filler);
      filler.configureBlocking(false);
      filler.connect(new InetSocketAddress(listener.getInetAddress(), port()));
    }
  }

  public static FullListener at(String host, int port) throws IOException {
    return new FullListener(host, port);
  }

  public String host() {
    return listener.getInetAddress().getHostAddress();
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel filler : fillers) {
      filler.close();
    }
    listener.close();
  }
}
