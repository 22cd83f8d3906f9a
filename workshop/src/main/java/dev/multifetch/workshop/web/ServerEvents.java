package dev.multifetch.workshop.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// Server-sent events: one response that goes on for as long as its page is open. Any thread may
/// send, one at a time.
public final class ServerEvents implements AutoCloseable {

  private final HttpExchange exchange;

  private ServerEvents(HttpExchange exchange) {
    this.exchange = exchange;
  }

  /// Begins the response.
  public static ServerEvents begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, 0);
    return new ServerEvents(exchange);
  }

  /// Sends one event.
  ///
  /// @param data on one line
  /// @throws IOException if the page is closed
  public synchronized void send(String event, String data) throws IOException {
    exchange
        .getResponseBody()
        .write("event: %s\ndata: %s\n\n".formatted(event, data).getBytes(UTF_8));
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    exchange.close();
  }
}
