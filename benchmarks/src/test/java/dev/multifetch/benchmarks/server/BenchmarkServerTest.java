package dev.multifetch.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.multifetch.results.Evidence;
import dev.multifetch.results.Workload;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
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
  void aConnectionThatIsToCloseIsAnnounced() throws Exception {
    String close = "connection: close\r\n";
    assertThat(talk("GET /bytes/3?connection=close HTTP/1.1\r\n\r\n"))
        .contains(close)
        .endsWith("\r\n\r\nabc");
    assertThat(talk("GET /bytes/3 HTTP/1.1\r\nConnection: close\r\n\r\n")).contains(close);
    assertThat(talk("GET /bytes/3 HTTP/1.1\r\n\r\nGET /bytes/3?connection=close HTTP/1.1\r\n\r\n"))
        .containsOnlyOnce(close);
  }

  @Test
  void withoutKeepAliveEachRequestHasItsConnection() throws Exception {
    remote.reset();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI url = server.http().resolve("/bytes/10?connection=close");
      for (int i = 0; i < 3; i++) {
        client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
      }
    }
    assertThat(remote.evidence()).contains(new Evidence(3, 1, 3, 30));
  }

  @Test
  void eachAddressOfTheLoopbackAnswers_andAllCountTogether() throws Exception {
    assumeThat(remote.hosts()).as("macOS has one address").isGreaterThan(1);
    assertThat(remote.lacks(Workload.MANY_HOSTS)).isEmpty();
    remote.reset();
    for (int i = 0; i < Workload.MANY_HOSTS.hosts(); i++) {
      get(Loopback.beside(server.http(), i), "/bytes/10");
    }
    assertThat(remote.evidence()).contains(new Evidence(100, 1, 100, 1_000));
  }

  @Test
  void anAddressThatIsMissingEndsTheCount_andTheServerListensAllTheSame() throws Exception {
    assumeThat(remote.hosts()).as("macOS has one address").isGreaterThan(1);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Loopback.host(4)));
        BenchmarkServer fewer = BenchmarkServer.listen(taken.getLocalPort(), 0)) {
      RemoteServer seen = RemoteServer.at(fewer.http());
      assertThat(seen.hosts()).isEqualTo(4);
      assertThat(seen.lacks(Workload.MANY_HOSTS)).isPresent();
      assertThat(get(fewer.http(), "/bytes/1").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatAWorkloadLacksIsSaid_withTheRemedy() {
    var one = new RemoteServer(server.http(), Optional.empty(), true, 1, Optional.empty());
    assertThat(one.lacks(Workload.MANY_HOSTS))
        .hasValueSatisfying(
            reason ->
                assertThat(reason)
                    .contains(
                        "127.0.0.1 to 127.0.0.100", "listens at 1 of them", "ifconfig lo0 alias"));
    var theirs = new RemoteServer(server.http(), Optional.empty(), false, 1, Optional.empty());
    for (Workload workload : List.of(Workload.MANY_HOSTS, Workload.NO_KEEP_ALIVE)) {
      assertThat(theirs.lacks(workload))
          .contains(
              workload.title()
                  + " needs our own server: leave out --origin, or start one with multifetch origin");
    }
    assertThat(theirs.lacks(Workload.THROUGHPUT)).isEmpty();
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

  /// What the server says until it ends the connection.
  private static String talk(String requests) throws IOException {
    try (Socket socket = new Socket(BenchmarkServer.HOST, server.http().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(bytes(requests));
      return new String(
          socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
