package dev.multifetch.cluster.status;

import com.sun.net.httpserver.HttpExchange;
import dev.multifetch.workshop.web.ServerEvents;
import dev.multifetch.workshop.web.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/// The live page of a crawl. It only shows: no request changes anything. The stream of news of an
/// open page keeps a virtual thread until the page is closed, or the feed ends.
public final class StatusPage implements AutoCloseable {

  private static final int MOST_PAGES = 64;
  private static final long LAST_NEWS_SECONDS = 1;
  private static final String TEXT = "text/plain; charset=utf-8";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS).build();

  private final StatusFeed feed;
  private final WebServer server;
  private final Semaphore free = new Semaphore(MOST_PAGES);

  private StatusPage(WebServer server, StatusFeed feed) {
    this.server = server;
    this.feed = feed;
    server.resources("/", "dev/multifetch/cluster/status");
    server.handle("/news", this::news);
  }

  /// Serves the page at this address of this machine; port 0 means any free port.
  ///
  /// @throws IOException if it cannot listen there; the message says what to do
  /// @throws IllegalArgumentException if the address stands for all addresses of this machine
  public static StatusPage open(InetSocketAddress address, StatusFeed feed) throws IOException {
    InetAddress ip = address.getAddress();
    if (ip == null) {
      throw new IllegalArgumentException(
          "status page: the host %s has no address".formatted(address.getHostString()));
    }
    if (ip.isAnyLocalAddress()) {
      throw new IllegalArgumentException(
          "status page: %s means every network of this machine, and the page has no password:"
                  .formatted(ip.getHostAddress())
              + " name one address, such as 127.0.0.1:8088");
    }
    return new StatusPage(WebServer.listen(ip, address.getPort()), feed);
  }

  /// Where a browser finds it.
  public URI url() {
    return server.url();
  }

  private void news(HttpExchange exchange) throws IOException {
    if (!isAskedByAddress(exchange)) {
      WebServer.answer(exchange, 403, TEXT, "open this page by an address: " + url() + "\n");
    } else if (!free.tryAcquire()) {
      WebServer.answer(exchange, 503, TEXT, MOST_PAGES + " pages are open: close one\n");
    } else {
      try (ServerEvents events = ServerEvents.begin(exchange)) {
        send(events);
      } finally {
        free.release();
      }
    }
  }

  /// A stranger can give his own host name our address, so that a page of his may read what we
  /// answer. The browser then sends that name, so only an address or localhost is answered.
  private static boolean isAskedByAddress(HttpExchange exchange) {
    String field = exchange.getRequestHeaders().getFirst("Host");
    String host =
        field == null ? "" : field.replaceFirst(":[0-9]+$", "").replaceAll("[\\[\\]]", "");
    try {
      String address = host.equalsIgnoreCase("localhost") ? "::1" : host;
      return !InetAddress.ofLiteral(address).isMulticastAddress();
    } catch (IllegalArgumentException e) { // a name
      return false;
    }
  }

  private void send(ServerEvents events) throws IOException {
    try {
      StatusFeed.News news = feed.next(0);
      events.send("news", JSON.writeValueAsString(news));
      while (!news.last()) {
        news = feed.next(news.number());
        events.send("news", JSON.writeValueAsString(news));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server is closed
    }
  }

  /// Ends the feed, waits a second at most until the open pages have its last news, and stops to
  /// listen.
  @Override
  public void close() {
    feed.close();
    try {
      boolean _ = free.tryAcquire(MOST_PAGES, LAST_NEWS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }
}
