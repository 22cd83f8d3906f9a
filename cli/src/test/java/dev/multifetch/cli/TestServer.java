package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/// A server on the loopback that answers as a test tells it to.
final class TestServer implements AutoCloseable {

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  TestServer() throws IOException {
    this(HttpServer.create(loopback(), 0), "http");
  }

  TestServer(SSLContext tls) throws IOException {
    HttpsServer secured = HttpsServer.create(loopback(), 0);
    secured.setHttpsConfigurator(new HttpsConfigurator(tls));
    this(secured, "https");
  }

  /// A server at all addresses of this machine, such as 127.0.0.2.
  static TestServer atAllAddresses() throws IOException {
    return new TestServer(HttpServer.create(new InetSocketAddress(0), 0), "http");
  }

  private TestServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.start();
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  String url(String path) {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /// Answers what begins with this path.
  TestServer answer(String path, int status, String body) {
    return answer(path, exchange -> send(exchange, status, body));
  }

  TestServer answer(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  /// Answers when the latch is released, and not before.
  TestServer hold(String path, CountDownLatch released) {
    return answer(
        path,
        exchange -> {
          try {
            released.await();
          } catch (InterruptedException e) {
            return; // the test is over
          }
          send(exchange, 200, "held");
        });
  }

  /// Takes requests and never answers; counts them down.
  TestServer swallow(String path, CountDownLatch arrived) {
    CountDownLatch never = new CountDownLatch(1);
    return answer(
        path,
        exchange -> {
          arrived.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            exchange.close(); // the test is over
          }
        });
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
