package dev.multifetch.benchmarks.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;

/// A server that counts. It answers nobody until as many requests are there as may be in flight;
/// URL `n` has `100 + n` bytes, and the third is missing.
final class Counter implements AutoCloseable {

  static final int MISSING = 3;

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // it sends heads by themselves
  }

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch full;
  private final Map<Integer, Integer> times = new ConcurrentHashMap<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();
  private final AtomicInteger early = new AtomicInteger();

  private Counter(HttpServer server, String scheme, int inFlight) throws IOException {
    this.server = server;
    this.scheme = scheme;
    this.full = new CountDownLatch(inFlight);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  static Counter http(int inFlight) throws IOException {
    return new Counter(HttpServer.create(loopback(), 100), "http", inFlight);
  }

  static Counter https(int inFlight, SSLContext identity) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(), 100);
    server.setHttpsConfigurator(new HttpsConfigurator(identity));
    return new Counter(server, "https", inFlight);
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    peak.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    full.countDown();
    try (exchange) {
      if (!full.await(5, TimeUnit.SECONDS)) {
        early.incrementAndGet();
      }
      int n = number(exchange.getRequestURI());
      times.merge(n, 1, Integer::sum);
      byte[] body = new byte[100 + n];
      inFlight.decrementAndGet(); // before the client can know
      exchange.sendResponseHeaders(n == MISSING ? 404 : 200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static int number(URI url) {
    String query = Optional.ofNullable(url.getQuery()).orElse("n=0");
    return Integer.parseInt(query.substring(query.indexOf("n=") + 2));
  }

  /// To which `n=` may be appended.
  URI url() {
    return URI.create("%s://127.0.0.1:%d/bytes".formatted(scheme, server.getAddress().getPort()));
  }

  /// Numbered from 0.
  List<URI> urls(int count) {
    return IntStream.range(0, count).mapToObj(n -> URI.create(url() + "?n=" + n)).toList();
  }

  /// How often each number was asked for.
  Map<Integer, Integer> times() {
    return times;
  }

  /// The most requests that were there at once.
  int peak() {
    return peak.get();
  }

  /// Requests that were answered because nobody joined them in time.
  int early() {
    return early.get();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
