package dev.multifetch.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  @ParameterizedTest
  @ValueSource(strings = {"ApacheBlocking", "ApacheFutures", "OkHttpBlocking", "OkHttpCallbacks"})
  void twentyAtOnceAreTwentyOnceTheLimitsAreRaised(String name, @TempDir Path folder)
      throws Exception {
    assertThat(peak(folder, name, MANY)).isEqualTo(MANY);
  }

  @ParameterizedTest
  @CsvSource({
    "ApacheBlocking, .setMaxConnPerRoute(atOnce)",
    "ApacheFutures, .setMaxConnPerRoute(atOnce)",
    "OkHttpCallbacks, dispatcher.setMaxRequestsPerHost(atOnce);"
  })
  void twentyAtOnceAreFiveWithoutTheLineThatRaisesTheLimit(
      String name, String line, @TempDir Path folder) throws Exception {
    assertThat(peak(folder, name, 5, line)).isEqualTo(5);
  }

  @Test
  void apacheWaitsForAResponseForEver() {
    assertThat(RequestConfig.DEFAULT.getResponseTimeout()).isNull();
    assertThat(ConnectionConfig.DEFAULT.getSocketTimeout()).isNull();
  }

  @Test
  void okHttpKeepsFiveOfTwentyConnections() throws Exception {
    OkHttpClient client = new OkHttpClient.Builder().readTimeout(PATIENCE).build();
    try (ScriptedServer server = answeringTogether(MANY)) {
      twentyAtOnce(client, server);
      Instant giveUp = Instant.now().plus(PATIENCE);
      while (client.connectionPool().idleConnectionCount() > 5 && Instant.now().isBefore(giveUp)) {
        Thread.onSpinWait(); // a thread of the pool closes the others
      }
      assertThat(client.connectionPool().idleConnectionCount()).isEqualTo(5);
      twentyAtOnce(client, server);
      assertThat(server.connections()).hasSize(MANY + MANY - 5);
    } finally {
      client.connectionPool().evictAll();
    }
  }

  private static void twentyAtOnce(OkHttpClient client, ScriptedServer server) throws Exception {
    Request get = new Request.Builder().url(server.url("/").toString()).build();
    Callable<Integer> fetch =
        () -> {
          try (Response response = client.newCall(get).execute()) {
            return response.body().bytes().length;
          }
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> length : threads.invokeAll(Collections.nCopies(MANY, fetch))) {
        assertThat(length.get()).isEqualTo(2);
      }
    }
  }

  /// How many requests were in flight at most when a program fetched twenty URLs of one host, and
  /// was allowed to fetch all of them at once. Its time-outs are long, since a busy machine is
  /// slow.
  ///
  /// @param together how many requests the server waits for before it answers them
  private static int peak(Path folder, String name, int together, String... without)
      throws IOException, InterruptedException {
    String source = Files.readString(new Program("clients/" + name).source());
    source = replaced(source, "atOnce = 5;", "atOnce = " + MANY + ";");
    source = source.replace("10, TimeUnit.SECONDS", "100, TimeUnit.SECONDS");
    source = source.replace("ofSeconds(10)", "ofSeconds(100)");
    for (String line : without) {
      source = replaced(source, line, "");
    }
    Path program = Files.writeString(folder.resolve(name + ".java"), source);
    try (ScriptedServer server = answeringTogether(together)) {
      String url = server.url("/").toString();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.toString()));
      command.addAll(Collections.nCopies(MANY, url));
      assertThat(Printout.of(new ProcessBuilder(command)))
          .containsExactlyElementsOf(Collections.nCopies(MANY, "200, 2 bytes: " + url));
      return server.peakInFlight();
    }
  }

  private static String replaced(String source, String text, String by) {
    assertThat(source).containsOnlyOnce(text);
    return source.replace(text, by);
  }

  private static ScriptedServer answeringTogether(int requests) {
    CyclicBarrier together = new CyclicBarrier(requests);
    return ScriptedServer.start(
        connection -> {
          while (true) {
            connection.request();
            try {
              together.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (BrokenBarrierException | TimeoutException e) {
              throw new IOException("fewer than %d came at once".formatted(requests), e);
            }
            connection.answer(Scripts.OK);
          }
        });
  }
}
