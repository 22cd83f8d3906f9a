package dev.multifetch.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// At most 250 hosts, each with an address of its own, that keep evidence of every request.
final class Sites implements AutoCloseable {

  /// What one host has seen.
  private static final class Site {
    int atWork;
    int peak;
    long lastEnd;
    long shortestGap = Long.MAX_VALUE;
  }

  private final String network;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Duration answerTime;
  private final Map<String, Site> sites = new ConcurrentHashMap<>();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>(); // by URL
  private final Map<String, Long> lasts = new ConcurrentHashMap<>(); // by the client's address
  private final List<Long> times = new ArrayList<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Map<Integer, Runnable> events = new ConcurrentHashMap<>();
  private final Set<String> silent = ConcurrentHashMap.newKeySet(); // as the Host field names them
  private final Map<String, String> redirects = new ConcurrentHashMap<>();

  Sites(Duration answerTime) throws IOException {
    this("127.1.0.", answerTime);
  }

  /// @param network how the addresses of the hosts begin: three numbers
  Sites(String network, Duration answerTime) throws IOException {
    this.network = network;
    this.answerTime = answerTime;
    server = HttpServer.create(new InetSocketAddress(0), 1024); // any address
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /// The URLs of a list: so many for each of so many hosts, in turn or one host after another.
  List<String> urls(int hosts, int each, boolean sorted) {
    return IntStream.range(0, hosts * each)
        .mapToObj(i -> sorted ? url(i / each, i % each) : url(i % hosts, i / hosts))
        .toList();
  }

  String url(int host, int page) {
    return "http://%s%d:%d/%d.txt"
        .formatted(network, 1 + host, server.getAddress().getPort(), page);
  }

  /// Runs this once, on a thread of its own, when so many requests have come.
  void at(int request, Runnable event) {
    events.put(request, event);
  }

  /// This host takes requests and never answers.
  void silence(int host) {
    silent.add(URI.create(url(host, 0)).getRawAuthority());
  }

  void redirect(String from, String to) {
    redirects.put(URI.create(from).toString(), to);
  }

  private void serve(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    String url = "http://" + host + exchange.getRequestURI();
    Site site = sites.computeIfAbsent(host, _ -> new Site());
    lasts.put(exchange.getRemoteAddress().getAddress().getHostAddress(), System.nanoTime());
    begin(site, url);
    try {
      Runnable event = events.remove(count.incrementAndGet());
      if (event != null) {
        Thread.ofVirtual().start(event);
      }
      if (silent.contains(host)) {
        end(site); // the client gives up, and this server cannot see when
        threads.awaitTermination(5, TimeUnit.MINUTES); // until it is closed
        return;
      }
      Thread.sleep(answerTime);
      String target = redirects.get(url);
      byte[] body = url.getBytes(java.nio.charset.StandardCharsets.UTF_8);
      if (target != null) {
        exchange.getResponseHeaders().set("Location", target);
      }
      exchange.sendResponseHeaders(target == null ? 200 : 302, body.length);
      end(site); // before the client can know
      exchange.getResponseBody().write(body);
      exchange.close();
    } catch (IOException clientIsGone) {
      exchange.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(Site site, String url) {
    long now = System.nanoTime();
    synchronized (site) {
      site.peak = Math.max(site.peak, ++site.atWork);
      if (site.lastEnd != 0 && site.atWork == 1) {
        site.shortestGap = Math.min(site.shortestGap, now - site.lastEnd);
      }
    }
    requests.merge(url, 1, Integer::sum);
    synchronized (times) {
      times.add(now);
    }
  }

  private static void end(Site site) {
    synchronized (site) {
      site.atWork--;
      site.lastEnd = System.nanoTime();
    }
  }

  /// When the last request came from this address, by [System#nanoTime].
  long lastFrom(String client) {
    return lasts.getOrDefault(client, 0L);
  }

  int requests() {
    return count.get();
  }

  int requests(String url) {
    return requests.getOrDefault(url, 0);
  }

  /// The most requests at work at one host.
  int peak() {
    return sites.values().stream().mapToInt(site -> site.peak).max().orElse(0);
  }

  /// The shortest time between the end of a request and the begin of the next at the same host.
  Duration gap() {
    return Duration.ofNanos(
        sites.values().stream().mapToLong(site -> site.shortestGap).min().orElse(0));
  }

  /// The longest time in which no host got a request.
  Duration pause() {
    synchronized (times) {
      return Duration.ofNanos(
          IntStream.range(1, times.size())
              .mapToLong(i -> times.get(i) - times.get(i - 1))
              .max()
              .orElse(0));
    }
  }

  /// From the first request to the last.
  Duration span() {
    synchronized (times) {
      return times.isEmpty() ? Duration.ZERO : Duration.ofNanos(times.getLast() - times.getFirst());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
