package dev.multifetch.workshop.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Serves pages from the class path, and answers what they ask. Each request has a virtual thread.
/// A page may load nothing from any other server.
public final class WebServer implements AutoCloseable {

  private static final String POLICY = // inline styles and scripts, but no outside request
      "default-src 'self' 'unsafe-inline' data:";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml",
          "md", "text/plain; charset=utf-8",
          "java", "text/plain; charset=utf-8",
          "woff2", "font/woff2");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private WebServer(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.start();
  }

  /// Listens at this address of this machine; port 0 means any free port.
  ///
  /// @throws IOException if it cannot; the message names the port and says what to do
  public static WebServer listen(InetAddress address, int port) throws IOException {
    try {
      return new WebServer(HttpServer.create(new InetSocketAddress(address, port), 0));
    } catch (BindException e) {
      throw new IOException(
          "port %d: %s: choose another, or 0 for any".formatted(port, e.getMessage()), e);
    }
  }

  /// Where this machine itself reaches it.
  public URI url() {
    return url(Addresses.own(server.getAddress().getAddress()));
  }

  /// Where other machines reach it; nowhere if it listens on the loopback.
  public List<URI> urlsForOthers() {
    return Addresses.reaching(server.getAddress().getAddress()).stream().map(this::url).toList();
  }

  private URI url(InetAddress address) {
    String host = address.getHostAddress().replaceFirst("%.*", ""); // a zone is no part of a URL
    String name = address instanceof Inet6Address ? "[" + host + "]" : host;
    return URI.create("http://" + name + ":" + server.getAddress().getPort());
  }

  /// Answers every path that begins with this one, unless a longer one fits.
  public void handle(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  /// Serves the files of a folder of the class path below this path, which ends with a slash. For
  /// the path itself it serves `index.html`.
  public void resources(String path, String folder) {
    handle(
        path,
        exchange -> {
          String rest = exchange.getRequestURI().getPath().substring(path.length());
          resource(exchange, folder + "/" + (rest.isEmpty() ? "index.html" : rest));
        });
  }

  /// Answers with a file of the class path.
  public static void resource(HttpExchange exchange, String file) throws IOException {
    byte[] found = bytes(file);
    String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
    if (found.length == 0 || type == null) {
      answer(exchange, 404, "text/plain; charset=utf-8", "there is no " + file + "\n");
    } else {
      answer(exchange, 200, type, found);
    }
  }

  /// The bytes of a file of the class path; none if there is no such file.
  private static byte[] bytes(String resource) throws IOException {
    if (resource.contains("..")) {
      return new byte[0];
    }
    try (InputStream in = WebServer.class.getClassLoader().getResourceAsStream(resource)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  public static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    answer(exchange, status, type, body.getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
