package dev.multifetch.benchmarks;

import dev.multifetch.FetchOptions;
import dev.multifetch.results.Track;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// A client that only sends requests and counts bytes, on one thread. It shows the most that the
/// server can give. It asks for one URL again and again, and takes each response to be as long as
/// the first. It knows no https.
final class RawClient implements Contestant.Client {

  /// What a result calls it.
  static final String NAME = "ceiling";

  private final int inFlight;
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
  private ByteBuffer request = ByteBuffer.allocate(0);
  private long length; // of a response
  private long bodyBytes; // of them
  private boolean closes; // the server ends the connection after each response
  private InetSocketAddress address = new InetSocketAddress(0);
  private long toSend;
  private long toCome;

  private RawClient(int inFlight) throws IOException {
    this.inFlight = inFlight;
    this.selector = Selector.open();
  }

  /// As a contestant, which takes turns like the others.
  static final Contestant CEILING =
      new Contestant() {
        @Override
        public String name() {
          return NAME;
        }

        @Override
        public String model() {
          return "requests only";
        }

        @Override
        public String transport() {
          return "java.nio";
        }

        @Override
        public Track track() {
          return Track.CEILING;
        }

        @Override
        public int concurrency(FetchOptions options) {
          return options.maxInFlight();
        }

        @Override
        public Contestant.Client open(FetchOptions options) {
          try {
            return new RawClient(options.maxInFlight());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  /// Whether it can show a ceiling: the server must answer as fast as it can, and without TLS.
  static boolean suits(Workload workload) {
    return workload.moreIsBetter() && !workload.secure();
  }

  @Override
  public void fetch(List<URI> urls, OutcomeListener listener) throws IOException {
    if (selector.keys().isEmpty()) {
      connect(urls.getFirst());
    }
    selector.selectNow(); // forgets the keys of closed connections
    toSend = urls.size();
    toCome = urls.size();
    for (SelectionKey key : List.copyOf(selector.keys())) {
      send(key);
    }
    while (toCome > 0) {
      if (selector.select(10_000) == 0) {
        throw new IOException("the server was silent for 10 s");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        read(key, listener);
      }
      selector.selectedKeys().clear();
    }
  }

  private void connect(URI url) throws IOException {
    String target =
        url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + "?" + url.getRawQuery();
    int port = url.getPort() < 0 ? 80 : url.getPort();
    request =
        ByteBuffer.wrap(
            "GET %s HTTP/1.1\r\nHost: %s:%d\r\n\r\n"
                .formatted(target, url.getHost(), port)
                .getBytes(StandardCharsets.US_ASCII));
    address = new InetSocketAddress(url.getHost(), port);
    length = lengthOfResponse();
    for (int i = 0; i < inFlight; i++) {
      open();
    }
  }

  private SelectionKey open() throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.socket().setTcpNoDelay(true);
    channel.configureBlocking(false);
    return channel.register(selector, SelectionKey.OP_READ, new Response());
  }

  /// Reads one response, on a connection of its own.
  private long lengthOfResponse() throws IOException {
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.write(request.duplicate());
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
      String body = text.replaceFirst("(?is)^.*content-length:\\s*([0-9]+).*$", "$1");
      if (!text.startsWith("HTTP/1.1 200") || body.equals(text)) {
        throw new IOException(
            "origin %s answers without status 200 and a length: %s".formatted(address, text));
      }
      closes = text.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n");
      bodyBytes = Long.parseLong(body);
      return head.length() + bodyBytes;
    }
  }

  private void send(SelectionKey key) throws IOException {
    if (toSend > 0) {
      toSend--;
      Response response = (Response) key.attachment();
      response.missing = length;
      response.started = System.nanoTime();
      ((SocketChannel) key.channel()).write(request.duplicate());
    }
  }

  private void read(SelectionKey key, OutcomeListener listener) throws IOException {
    Response response = (Response) key.attachment();
    int read = ((SocketChannel) key.channel()).read(buffer.clear());
    if (read < 0) {
      throw new IOException("the origin ended a connection");
    }
    response.missing -= read;
    if (response.missing == 0) {
      toCome--;
      listener.ended(0, 200, bodyBytes, response.started);
      SelectionKey next = key;
      if (closes) {
        key.channel().close();
        next = open();
      }
      send(next);
    }
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /// The response that a connection waits for.
  private static final class Response {
    private long missing;
    private long started;
  }
}
