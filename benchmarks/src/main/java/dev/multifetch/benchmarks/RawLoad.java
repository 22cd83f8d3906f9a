package dev.multifetch.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// Asks for one URL over this many connections at once, on one thread. It only counts the bytes of
/// a response: all responses of this URL are as long as the first. It is used if `wrk` is missing.
final class RawLoad {

  private final InetSocketAddress address;
  private final byte[] request;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
  private long responses;
  private boolean closes; // the server ends the connection after each response

  private RawLoad(URI url) {
    int port = url.getPort() < 0 ? 80 : url.getPort();
    this.address = new InetSocketAddress(url.getHost(), port);
    String target =
        url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + "?" + url.getRawQuery();
    this.request =
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\n\r\n"
            .formatted(target, url.getHost(), port)
            .getBytes(StandardCharsets.US_ASCII);
  }

  /// Answers per second.
  static double measure(URI url, int connections, Duration time) throws IOException {
    RawLoad load = new RawLoad(url);
    long length = load.lengthOfResponse();
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    try (Selector selector = Selector.open()) {
      try {
        for (int i = 0; i < connections; i++) {
          load.open(selector, length);
        }
        while (System.nanoTime() < end) {
          selector.select(key -> load.read(selector, key), 100);
        }
      } finally {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    }
    return load.responses * 1e9 / (System.nanoTime() - begin);
  }

  /// Reads one response to the end of its connection.
  private long lengthOfResponse() throws IOException {
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(ByteBuffer.wrap(request));
      channel.socket().setSoTimeout(10_000);
      var in = channel.socket().getInputStream();
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("origin " + address + " ended the connection within the head");
        }
        head.append((char) next);
      }
      String text = head.toString();
      String length = text.replaceFirst("(?is)^.*content-length:\\s*([0-9]+).*$", "$1");
      if (!text.startsWith("HTTP/1.1 200") || length.equals(text)) {
        throw new IOException(
            "origin %s answers without status 200 and a length: %s".formatted(address, text));
      }
      closes = text.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n");
      return head.length() + Long.parseLong(length);
    }
  }

  private void open(Selector selector, long length) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.socket().setTcpNoDelay(true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, new PendingResponse(length));
    channel.write(ByteBuffer.wrap(request));
  }

  private void read(Selector selector, SelectionKey key) {
    SocketChannel channel = (SocketChannel) key.channel();
    PendingResponse response = (PendingResponse) key.attachment();
    try {
      int read = channel.read(buffer.clear());
      if (read < 0) {
        throw new IOException("the origin ended a connection");
      }
      response.missing -= read;
      if (response.missing == 0) {
        responses++;
        if (closes) {
          channel.close();
          open(selector, response.length);
        } else {
          response.missing = response.length;
          channel.write(ByteBuffer.wrap(request));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final class PendingResponse {
    private final long length;
    private long missing;

    PendingResponse(long length) {
      this.length = length;
      this.missing = length;
    }
  }
}
