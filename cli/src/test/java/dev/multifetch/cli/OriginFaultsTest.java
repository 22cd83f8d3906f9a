package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.multifetch.FetchOptions;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.cli.console.Models;
import dev.multifetch.conformance.faults.End;
import dev.multifetch.conformance.faults.Fault;
import dev.multifetch.conformance.process.Ledger;
import dev.multifetch.conformance.servers.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The origin misbehaves when a URL names a fault, as the suite's own servers do.
@Timeout(60)
class OriginFaultsTest {

  private static RunningOrigin origin;

  @BeforeAll
  static void open() throws IOException {
    origin = RunningOrigin.start();
  }

  @AfterAll
  static void close() throws InterruptedException {
    origin.close();
  }

  /// All but those of hosts that have names: here, too, nobody knows these names.
  static List<Fault> faults() {
    Set<String> named = Set.of("silent-address", "name-in-subject", "partial-wildcard");
    return Fault.all().stream().filter(fault -> !named.contains(fault.id())).toList();
  }

  /// Also those that have a port of their own: the origin redirects to it.
  @ParameterizedTest
  @MethodSource("faults")
  void aFaultEndsAsTheContractSays(Fault fault) throws Exception {
    List<URI> urls = urls(fault);
    try (Fetcher fetcher = new Models().convert("netty").open(options(fault))) {
      for (URI before : urls.subList(0, urls.size() - 1)) {
        assertThat(End.of(fetch(fetcher, before))).isEqualTo(End.with(200, "first"));
        Thread.sleep(1_000); // as the list asks for: the server does its part
      }
      assertThat(End.of(fetch(fetcher, urls.getLast()))).as(fault.what()).isEqualTo(fault.end());
    }
  }

  /// A port of its own is left to the redirect.
  private static List<URI> urls(Fault fault) throws Exception {
    try (var scene = fault.stage()) {
      return scene.urls().stream()
          .map(url -> url.getScheme().equals("http") ? url.getPath() : "/")
          .map(path -> origin.url(path + "?fault=" + fault.id()))
          .toList();
    }
  }

  private static Outcome fetch(Fetcher fetcher, URI url) throws InterruptedException {
    return fetcher.fetchAll(List.of(url)).getFirst();
  }

  private static FetchOptions options(Fault fault) {
    FetchOptions.Builder options =
        FetchOptions.builder()
            .maxBodyBytes(1 << 20)
            .header("Authorization", "secret")
            .sslContext(Certificates.trust());
    if (!fault.prompt()) {
      options.connectTimeout(Duration.ofMillis(500)).timeout(Duration.ofMillis(1_500));
    }
    return options.build();
  }

  @Test
  void getSeesIt() {
    Ran ran = Ran.multifetch("get", url("/?fault=body-short"), url("/bytes/5"));
    assertThat(ran.out())
        .anyMatch(line -> line.startsWith("CONNECTION_LOST "))
        .anyMatch(line -> line.startsWith("200 "));
  }

  @Test
  void theJdksClientSeesIt() {
    assertThatThrownBy(() -> get("/?fault=body-short")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> get("/?fault=no-answer")).isInstanceOf(IOException.class);
  }

  @Test
  void bytesComeAsTheScriptSendsThem_andAResetIsOne() throws Exception {
    assertThat(said("/?fault=no-last-chunk")).endsWith("\r\n\r\n5\r\n12345\r\n");
    assertThat(said("/?fault=no-answer")).isEmpty();
    assertThatThrownBy(() -> said("/?fault=reset")).isInstanceOf(SocketException.class);
  }

  /// What comes before the end of the connection.
  private static String said(String target) throws IOException {
    try (Socket socket = connect(origin.url("/").getPort())) {
      ask(socket, target);
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private static Socket connect(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static void ask(Socket socket, String target) throws IOException {
    String request = "GET " + target + " HTTP/1.1\r\nHost: origin\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
  }

  @Test
  void theNextRequestOnTheConnectionIsAnsweredAsItShould() throws Exception {
    try (Socket socket = connect(origin.url("/").getPort())) {
      socket.setSoTimeout(10_000);
      for (String target : List.of("/?fault=busy-503", "/bytes/4", "/?fault=no-coding")) {
        ask(socket, target);
        assertThat(answer(socket)).endsWith(target.equals("/bytes/4") ? "abcd" : "");
      }
      ask(socket, "/bytes/3");
      assertThat(answer(socket)).startsWith("HTTP/1.1 200").endsWith("\r\n\r\nabc");
    }
  }

  /// One response with a length.
  private static String answer(Socket socket) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf("\r\n\r\n") < 0) {
      read.append((char) socket.getInputStream().read());
    }
    int length = Integer.parseInt(read.toString().replaceFirst("(?is).*length: (\\d+).*", "$1"));
    return read + new String(socket.getInputStream().readNBytes(length), ISO_8859_1);
  }

  @Test
  void otherUrlsAreServedMeanwhile() throws Exception {
    try (Socket stuck = connect(origin.url("/").getPort());
        Socket flooded = connect(origin.url("/").getPort())) {
      ask(stuck, "/?fault=silence");
      ask(flooded, "/?fault=endless-gzip-header"); // which nobody reads
      assertThat(get("/bytes/7").body()).isEqualTo("abcdefg");
    }
  }

  @Test
  void aFaultThatThereIsNotIsNamed_withThoseThatThereAre() throws Exception {
    HttpResponse<String> response = get("/?fault=bdoy-short");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).startsWith("there is no fault bdoy-short; ").contains("body-short");
  }

  @Test
  void thePageListsEachFaultWithItsUrl() throws Exception {
    String page = get("/faults").body();
    assertThat(Fault.all())
        .allSatisfy(fault -> assertThat(page).contains(fault.id() + ": " + fault.what()));
    assertThat(page)
        .contains("  " + url("/?fault=loop") + "\n", "  " + url("/second?fault=bytes-behind"))
        .containsPattern("expired: .*\n.*\n  https://127.0.0.1:\\d+/\n")
        .contains("Send -H 'Authorization: secret'");
    assertThat(get("/faults/authority").body()).isEqualTo(Certificates.authority());
    assertThat(get("/faults/hosts").body())
        .contains("127.0.0.1 origin.test\n")
        .containsPattern("127.0.0.2 (name-\\d+.test)\n127.0.0.1 \\1\n");
  }

  @Test
  void theHelpNamesEachFault_andFaultsAreListedWithALineForEach() {
    String help = String.join("\n", Ran.multifetch("origin", "--help").out());
    String names =
        help.substring(help.indexOf("Faults:")).replaceAll("(?m)^Faults:|^  [a-z]+ ", "");
    assertThat(Arrays.stream(names.split("[,\\s]+")).filter(name -> !name.isEmpty()).toList())
        .isEqualTo(Fault.all().stream().map(Fault::id).toList());
    assertThat(Ran.multifetch("origin", "--faults").out())
        .hasSameSizeAs(Fault.all())
        .first()
        .asString()
        .matches("refused +Nobody listens on the port");
  }

  /// Looks at the sockets of this process: another one may have been given a port at once.
  @Test
  void nothingIsLeftWhenItEnds() throws Exception {
    Ledger before = Ledger.now();
    List<Integer> ports;
    try (RunningOrigin other = RunningOrigin.start();
        Socket stuck = connect(other.url("/").getPort())) {
      ask(stuck, "/?fault=body-drips");
      String page = body(other.url("/faults"));
      ports =
          page.lines()
              .filter(line -> line.startsWith("  https://127.0.0.1:"))
              .map(line -> URI.create(line.strip()).getPort())
              .collect(Collectors.toList());
      ports.add(other.url("/").getPort());
      assertThat(socketsAt(ports, before)).hasSizeGreaterThan(10); // so they would be found
    }
    assertThat(ports).hasSizeGreaterThan(10);
    long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!socketsAt(ports, before).isEmpty() && System.nanoTime() < patience) {
      Thread.sleep(10); // the end of a connection has no event to wait for
    }
    assertThat(socketsAt(ports, before)).isEmpty();
  }

  private static List<String> socketsAt(List<Integer> ports, Ledger before) {
    Set<String> ends =
        ports.stream().map(":%04X"::formatted).collect(Collectors.toUnmodifiableSet());
    return Ledger.now().without(before).stream()
        .filter(entry -> ends.stream().anyMatch(entry::endsWith))
        .toList();
  }

  private static String url(String target) {
    return origin.url(target).toString();
  }

  private static HttpResponse<String> get(String target) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(origin.url(target)).build(), BodyHandlers.ofString());
    }
  }

  private static String body(URI url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    }
  }
}
