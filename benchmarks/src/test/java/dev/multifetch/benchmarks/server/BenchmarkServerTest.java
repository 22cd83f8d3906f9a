package dev.multifetch.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.results.Evidence;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class BenchmarkServerTest {

  private static BenchmarkServer server;
  private static RemoteServer remote;

  @BeforeAll
  static void listen() throws Exception {
    server = BenchmarkServer.listen(0, 0);
    remote = RemoteServer.at(server.http());
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void aBodyIsAsLongAsAskedAndKnown() throws Exception {
    HttpResponse<byte[]> response = get(server.http(), "/bytes/300000");
    assertThat(response.body()).hasSize(300_000);
    assertThat(response.body()[299_999]).isEqualTo(PreparedResponses.at(299_999));
  }

  @Test
  void theTlsPortIsTrustedWithItsAuthority() throws Exception {
    assertThat(get(remote.secured().orElseThrow(), "/bytes/3").body()).isEqualTo(bytes("abc"));
  }

  @Test
  void aDelayIsWaitedForAndNoLonger() throws Exception {
    long begin = System.nanoTime();
    get(server.http(), "/bytes/3?delay=80ms");
    assertThat((System.nanoTime() - begin) / 1_000_000).isBetween(80L, 2_000L);
  }

  @Test
  void eachFateIsAsForetold() throws Exception {
    for (int n = 0; n < 20; n++) {
      String target = "/bytes/10000?failures=60&n=" + n;
      switch (Wish.of(target).fate()) {
        case ANSWER -> assertThat(get(server.http(), target).statusCode()).isEqualTo(200);
        case ERROR -> assertThat(get(server.http(), target).statusCode()).isEqualTo(500);
        case CUT ->
            assertThatThrownBy(() -> get(server.http(), target)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aBadUrlIsToldWhy() throws Exception {
    HttpResponse<byte[]> response = get(server.http(), "/bytes/1?delay=soon");
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("such as 50ms");
  }

  @Test
  void evidenceCountsWorkAndNotTheQuestionForIt() throws Exception {
    remote.reset();
    assertThat(remote.evidence()).contains(new Evidence(0, 0, 0, 0));
    get(server.http(), "/bytes/1000");
    assertThat(remote.evidence()).contains(new Evidence(1, 1, 1, 1_000));
  }

  @Test
  void aPortInUseIsNamed() {
    assertThatThrownBy(() -> BenchmarkServer.listen(server.http().getPort(), 0))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("port %d: ", server.http().getPort())
        .hasMessageContaining("in use");
  }

  @Test
  void whereNobodyAnswersIsNamed() {
    assertThatThrownBy(() -> RemoteServer.at(URI.create("http://127.0.0.1:1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("origin http://127.0.0.1:1 does not answer");
  }

  private static HttpResponse<byte[]> get(URI base, String target) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().sslContext(remote.trust()).build()) {
      HttpRequest request = HttpRequest.newBuilder(base.resolve(target)).build();
      return client.send(request, BodyHandlers.ofByteArray());
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
