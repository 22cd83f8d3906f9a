package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static dev.multifetch.cli.Ran.withInput;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.multifetch.FetcherFactory;
import dev.multifetch.cli.console.Models;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class GetCommandTest {

  private static final String REFUSED = "http://127.0.0.1:1/"; // nobody listens there

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer().answer("/", 200, "hello").answer("/missing", 404, "none");
  }

  @AfterEach
  void close() {
    server.close();
  }

  static Stream<String> models() {
    return Models.all().stream().map(FetcherFactory::name);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyModelServes(String model) {
    Ran ran = multifetch("get", "--model", model, server.url("/a"), REFUSED);
    assertThat(ran.out())
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).matches("200 +5 +\\d+ " + server.url("/a")))
        .anySatisfy(line -> assertThat(line).matches("CONNECT_FAILED +0 +\\d+ " + REFUSED));
    assertThat(ran.err()).contains(REFUSED + ": ", "multifetch: 1 fetched, 1 failed, 5 bytes in ");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void aLineIsWrittenWhenItsUrlIsDone_notInTheOrderAsked() {
    Seen out = new Seen("/second");
    server.hold("/first", out.seen);
    Ran ran = multifetch(nothing(), out, "get", server.url("/first"), server.url("/second"));
    assertThat(ran.out()).satisfiesExactly(endsWith("/second"), endsWith("/first"));
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void jsonTellsAllOfAResponse() {
    server.answer(
        "/headers",
        exchange -> {
          exchange.getResponseHeaders().add("X-Twice", "one");
          exchange.getResponseHeaders().add("x-twice", "caf\u00e9\u009b");
          TestServer.send(exchange, 201, "made");
        });
    redirect("/moved", "/headers");
    JsonNode line = multifetch("get", "--json", server.url("/moved")).json().getFirst();
    assertThat(line.propertyNames())
        .containsExactly(
            "index",
            "url",
            "finalUrl",
            "status",
            "bytes",
            "millis",
            "firstByteMillis",
            "attempts",
            "headers",
            "file");
    assertThat(line.get("index").asInt()).isZero();
    assertThat(line.get("url").asString()).isEqualTo(server.url("/moved"));
    assertThat(line.get("finalUrl").asString()).isEqualTo(server.url("/headers"));
    assertThat(line.get("status").asInt()).isEqualTo(201);
    assertThat(line.get("bytes").asInt()).isEqualTo(4);
    assertThat(line.get("millis").isIntegralNumber()).isTrue();
    assertThat(line.get("attempts").asInt()).isEqualTo(1);
    assertThat(line.get("headers").get("x-twice").toString()).contains("one", "caf\u00e9");
    assertThat(line.get("file").isNull()).isTrue();
  }

  @Test
  void jsonTellsWhyAUrlFailed() {
    Ran ran = multifetch("get", "--json", REFUSED);
    JsonNode line = ran.json().getFirst();
    assertThat(line.propertyNames())
        .containsExactly(
            "index", "url", "failure", "detail", "millis", "firstByteMillis", "attempts");
    assertThat(line.get("failure").asString()).isEqualTo("CONNECT_FAILED");
    assertThat(line.get("detail").asString()).contains("refused");
    assertThat(ran.err().lines()).singleElement().asString().contains("0 fetched, 1 failed");
  }

  @Test
  void aBadLineFailsByItsNumber_andTheOthersGoOn() {
    String list = "# list\n\n" + server.url("/a") + "\nlocalhost:80/x\nhttp://h/a b\nftp://h/\n";
    Ran ran = withInput(list, "get", "--json", "-i", "-", server.url("/argument"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.json())
        .hasSize(5)
        .anySatisfy(line -> assertThat(line.toString()).contains("\"index\":0", "/argument"))
        .anySatisfy(line -> assertThat(line.toString()).contains("\"index\":1", "200"))
        .anySatisfy(
            line ->
                assertThat(line.toString())
                    .contains("\"index\":2", "INVALID_URL")
                    .contains("line 4: no scheme: write http:// or https:// before it"))
        .anySatisfy(
            line ->
                assertThat(line.toString())
                    .contains(
                        "line 5: Illegal character in path at character 11: write %20 for ' '"))
        .anySatisfy(
            line ->
                assertThat(line.toString())
                    .contains("line 6: scheme must be http or https, was ftp"));
  }

  @Test
  void anErrorStatusIsAnAnswer_unlessAskedToFail() {
    assertThat(multifetch("get", server.url("/missing")).exitCode()).isZero();
    Ran ran = multifetch("get", "--fail", server.url("/missing"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).satisfiesExactly(line -> assertThat(line).startsWith("404 "));
    assertThat(ran.err()).contains("0 fetched, 1 failed");
  }

  @Test
  void charactersBeyondAsciiAreSentPercentEncodedAsUtf8() {
    server.answer(
        "/echo", exchange -> TestServer.send(exchange, 200, exchange.getRequestURI().toString()));
    Ran ran =
        multifetch(
            "get", "--write-out", "{bytes}", server.url("/echo/\u00fc/u\u0308?\u20ac#\u00fc"));
    assertThat(ran.out())
        .containsExactly(Integer.toString("/echo/%C3%BC/u%CC%88?%E2%82%AC".length()));
  }

  @Test
  void quietLeavesErrorsOnly() {
    assertThat(multifetch("get", "--quiet", server.url("/a")).err()).isEmpty();
    Ran ran = multifetch("get", "--quiet", REFUSED);
    assertThat(ran.err().lines()).singleElement().asString().contains(REFUSED);
  }

  @Test
  void limitsReachTheFetcher() {
    redirect("/moved", "/a");
    server.swallow("/never", new CountDownLatch(1));
    server.answer("/echo", exchange -> TestServer.send(exchange, 200, header(exchange, "X-Asked")));
    assertThat(firstLine("--max-body", "4", server.url("/a"))).startsWith("TOO_LARGE");
    assertThat(firstLine("--max-redirects", "0", server.url("/moved"))).startsWith("302");
    assertThat(firstLine("--timeout", "200ms", server.url("/never"))).startsWith("TIMED_OUT");
    assertThat(firstLine("-H", "X-Asked: 1", "-H", "X-Asked: 23", server.url("/echo")))
        .matches("200 +4 .*");
  }

  @Test
  void onlyWhatCacertNamesIsTrusted() throws IOException {
    HeldCertificate authority = new HeldCertificate.Builder().certificateAuthority(0).build();
    HeldCertificate served =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .signedBy(authority)
            .build();
    HeldCertificate other = new HeldCertificate.Builder().certificateAuthority(0).build();
    Path bundle = folder.resolve("bundle.pem");
    Files.writeString(
        bundle,
        "# two authorities\n"
            + other.certificatePem()
            + "the other\n"
            + authority.certificatePem());
    HandshakeCertificates tls = new HandshakeCertificates.Builder().heldCertificate(served).build();
    try (TestServer secured = new TestServer(tls.sslContext()).answer("/", 200, "secret")) {
      assertThat(firstLine("--cacert", bundle.toString(), secured.url("/"))).startsWith("200 ");
      assertThat(firstLine(secured.url("/"))).startsWith("TLS_FAILED ");
    }
  }

  @Test
  void aCertificateThatCacertNamesMustBeValidAllTheSame() throws IOException {
    HeldCertificate expired =
        new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .validityInterval(0, Instant.now().minus(Duration.ofDays(1)).toEpochMilli())
            .build();
    Path bundle = folder.resolve("ca.pem");
    Files.writeString(bundle, expired.certificatePem());
    HandshakeCertificates tls =
        new HandshakeCertificates.Builder().heldCertificate(expired).build();
    try (TestServer secured = new TestServer(tls.sslContext()).answer("/", 200, "secret")) {
      assertThat(firstLine("--cacert", bundle.toString(), secured.url("/")))
          .startsWith("TLS_FAILED ");
    }
  }

  @Test
  void whatWouldMoveTheTerminalIsEscaped() {
    Ran ran = withInput("http://h/\u001b[2J\n", "get", "-i", "-");
    assertThat(ran.out()).satisfiesExactly(endsWith("http://h/\\u001b[2J"));
    assertThat(ran.err()).doesNotContain("\u001b");
  }

  private void redirect(String from, String to) {
    server.answer(
        from,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          TestServer.send(exchange, 302, "");
        });
  }

  private static String header(HttpExchange exchange, String name) {
    return String.join(",", exchange.getRequestHeaders().get(name));
  }

  private static String firstLine(String... arguments) {
    String[] all = Stream.concat(Stream.of("get"), Stream.of(arguments)).toArray(String[]::new);
    return multifetch(all).out().getFirst();
  }

  private static Consumer<String> endsWith(String end) {
    return line -> assertThat(line).endsWith(end);
  }

  private static InputStream nothing() {
    return InputStream.nullInputStream();
  }
}
