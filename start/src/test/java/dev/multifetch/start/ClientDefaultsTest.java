package dev.multifetch.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.benchmarks.server.BenchmarkServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The defaults of other clients that surprise, by the count of the server.
class ClientDefaultsTest {

  private static final int MANY = 20;

  @ParameterizedTest
  @ValueSource(strings = {"ApacheBlocking", "ApacheFutures", "OkHttpBlocking", "OkHttpCallbacks"})
  void twentyAtOnceAreTwentyOnceTheLimitsAreRaised(String name, @TempDir Path folder)
      throws Exception {
    assertThat(peak(folder, name, "2s")).isEqualTo(MANY);
  }

  @ParameterizedTest
  @CsvSource({
    "ApacheBlocking, .setMaxConnPerRoute(atOnce)",
    "ApacheFutures, .setMaxConnPerRoute(atOnce)",
    "OkHttpCallbacks, dispatcher.setMaxRequestsPerHost(atOnce);"
  })
  void twentyAtOnceAreFiveWithoutTheLineThatRaisesTheLimit(
      String name, String line, @TempDir Path folder) throws Exception {
    assertThat(peak(folder, name, "200ms", line)).isEqualTo(5);
  }

  @Test
  void apacheWaitsForAResponseForEver() {
    assertThat(RequestConfig.DEFAULT.getResponseTimeout()).isNull();
    assertThat(ConnectionConfig.DEFAULT.getSocketTimeout()).isNull();
  }

  @Test
  void okHttpKeepsFiveOfTwentyConnections() throws Exception {
    OkHttpClient client = new OkHttpClient();
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0)) {
      twentyAtOnce(client, server);
      Instant giveUp = Instant.now().plus(Duration.ofSeconds(30));
      while (client.connectionPool().idleConnectionCount() > 5 && Instant.now().isBefore(giveUp)) {
        Thread.onSpinWait(); // a thread of the pool closes the others
      }
      assertThat(client.connectionPool().idleConnectionCount()).isEqualTo(5);
      twentyAtOnce(client, server);
      assertThat(seen(server, "connections")).isEqualTo(MANY + MANY - 5);
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private static void twentyAtOnce(OkHttpClient client, BenchmarkServer server) throws Exception {
    Request get =
        new Request.Builder().url(server.http().resolve("/bytes/1?delay=2s").toString()).build();
    Callable<Integer> fetch =
        () -> {
          try (Response response = client.newCall(get).execute()) {
            return response.body().bytes().length;
          }
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> length : threads.invokeAll(Collections.nCopies(MANY, fetch))) {
        assertThat(length.get()).isEqualTo(1);
      }
    }
  }

  /// How many requests were in flight at most when a program fetched twenty URLs of one host, and
  /// was allowed to fetch all of them at once.
  private static int peak(Path folder, String name, String delay, String... without)
      throws IOException, InterruptedException {
    String source = Files.readString(new Program("clients/" + name).source());
    source = replaced(source, "atOnce = 5;", "atOnce = " + MANY + ";");
    for (String line : without) {
      source = replaced(source, line, "");
    }
    Path program = Files.writeString(folder.resolve(name + ".java"), source);
    try (BenchmarkServer server = BenchmarkServer.listen(0, 0)) {
      String url = server.http().resolve("/bytes/1000?delay=" + delay).toString();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.toString()));
      command.addAll(Collections.nCopies(MANY, url));
      assertThat(Printout.of(new ProcessBuilder(command)))
          .containsExactlyElementsOf(Collections.nCopies(MANY, "200, 1000 bytes: " + url));
      return seen(server, "peakInFlight");
    }
  }

  private static String replaced(String source, String text, String by) {
    assertThat(source).containsOnlyOnce(text);
    return source.replace(text, by);
  }

  private static int seen(BenchmarkServer server, String what) throws IOException {
    Properties evidence = new Properties();
    try (InputStream in = server.http().resolve("/control/evidence").toURL().openStream()) {
      evidence.load(in);
    }
    return Integer.parseInt(evidence.getProperty(what));
  }
}
