package dev.multifetch.benchmarks.wrong;

import dev.multifetch.benchmarks.Pinning;
import dev.multifetch.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Two libraries, two models, one server. Both libraries have the same limits here, and this code
/// checks every answer, because one mistake is enough for a lesson.
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class Clients {

  static final int URLS = 2_000;
  private static final int IN_FLIGHT = 64;
  private static final int LENGTH = 1_024;

  private ServerProcess server;
  private URI url;
  private CloseableHttpClient apache;
  private HttpClient jdk;
  private ExecutorService pool;
  private ExecutorService virtual;

  @Setup(Level.Trial)
  public void open() throws IOException, InterruptedException {
    Pinning pinning = Pinning.ofThisMachine();
    pinning.bind();
    server = ServerProcess.start(pinning);
    url = server.http().resolve("/bytes/" + LENGTH);
    apache =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(IN_FLIGHT)
                    .setMaxConnPerRoute(IN_FLIGHT)
                    .build())
            .build();
    jdk = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    pool = Executors.newFixedThreadPool(IN_FLIGHT);
    virtual = Executors.newVirtualThreadPerTaskExecutor();
  }

  @TearDown(Level.Trial)
  public void close() throws IOException {
    pool.shutdownNow();
    virtual.shutdownNow();
    jdk.shutdownNow();
    apache.close();
    server.close();
  }

  int overApache() throws IOException {
    return apache.execute(
        new HttpGet(url), response -> EntityUtils.toByteArray(response.getEntity()).length);
  }

  int overTheJdk() throws IOException, InterruptedException {
    return jdk.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray()).body().length;
  }

  /// On a pool with as many threads as requests may be in flight.
  long onThreads(Callable<Integer> get) throws Exception {
    return fetch(pool, get);
  }

  /// On a virtual thread for each URL, with the same number of them at work at once.
  long onVirtualThreads(Callable<Integer> get) throws Exception {
    Semaphore slots = new Semaphore(IN_FLIGHT);
    return fetch(
        virtual,
        () -> {
          slots.acquire();
          try {
            return get.call();
          } finally {
            slots.release();
          }
        });
  }

  private static long fetch(ExecutorService executor, Callable<Integer> get) throws Exception {
    List<Future<Integer>> lengths = new ArrayList<>();
    for (int i = 0; i < URLS; i++) {
      lengths.add(executor.submit(get));
    }
    long bytes = 0;
    for (Future<Integer> length : lengths) {
      bytes += length.get();
    }
    if (bytes != (long) URLS * LENGTH) {
      throw new IllegalStateException("%,d bytes came: the origin failed".formatted(bytes));
    }
    return bytes;
  }
}
