package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static dev.multifetch.cli.Ran.withEnvironment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.FetcherFactory;
import dev.multifetch.cli.console.Models;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a user knows about servers: addresses, certificates, passwords.
@Timeout(60)
class GetKnownServersTest {

  private static final String ME = "Authorization: Basic bWU6c2VjcmV0"; // me:secret

  @TempDir private Path folder;
  private final ScriptedServer server = ScriptedServer.start(Scripts.always(Scripts.OK));
  private final ScriptedServer first =
      ScriptedServer.start(Scripts.always(Scripts.redirect(302, server.url("/").toString())));
  private final ScriptedServer secure =
      ScriptedServer.start(Certificates.selfSigned(), Scripts.always(Scripts.OK));

  @AfterEach
  void close() {
    Stream.of(first, server, secure).forEach(ScriptedServer::close);
  }

  static Stream<String> models() {
    return Models.all().stream().map(FetcherFactory::name);
  }

  private Path netrc(Path file) throws IOException {
    Files.writeString(file, "machine 127.0.0.1 login me password secret\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void uGoesToTheHostOfTheUrlAlone() {
    assertThat(multifetch("get", "-u", "me:secret", first.url("/").toString()).exitCode()).isZero();
    assertThat(first.requests().getFirst()).contains("\r\n" + ME + "\r\n");
    assertThat(server.requests().getFirst()).doesNotContain("Authorization");
  }

  @Test
  void uWithoutAPasswordNeedsATerminal() {
    Ran ran = multifetch("get", "-u", "me", server.url("/").toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("-u has no password, and there is no terminal to ask");
  }

  @Test
  void netrcHasThePasswordOfEachHost() throws IOException {
    String file = netrc(folder.resolve("file")).toString();
    assertThat(multifetch("get", "--netrc-file", file, first.url("/").toString()).exitCode())
        .isZero();
    assertThat(first.requests().getFirst()).contains("\r\n" + ME + "\r\n");
    assertThat(server.requests().getFirst()).contains("\r\n" + ME + "\r\n"); // the same host
  }

  @Test
  void netrcIsInTheHomeFolder() throws IOException {
    netrc(folder.resolve(".netrc"));
    Map<String, String> home = Map.of("HOME", folder.toString());
    assertThat(withEnvironment(home, "get", "--netrc", server.url("/").toString()).exitCode())
        .isZero();
    assertThat(server.requests().getFirst()).contains("\r\n" + ME + "\r\n");
  }

  @Test
  void aMissingNetrcIsRefusedByName() {
    Ran ran = withEnvironment(Map.of("HOME", "/missing"), "get", "--netrc", "http://127.0.0.1:1/");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--netrc: cannot read /missing/.netrc: no such file");
  }

  @ParameterizedTest
  @MethodSource("models")
  void insecureTakesAnyCertificateAndSaysSo(String model) {
    String url = secure.url("localhost", "/").toString();
    assertThat(multifetch("get", "--model", model, url).out().getFirst()).startsWith("TLS_FAILED ");
    Ran ran = multifetch("get", "--quiet", "--insecure", "--model", model, url);
    assertThat(ran.out().getFirst()).startsWith("200 ");
    assertThat(ran.err().lines()).singleElement().asString().contains("--insecure: no server");
  }

  @ParameterizedTest
  @MethodSource("models")
  void resolveNamesAnAddress(String model) {
    String url = server.url("nowhere.given.test", "/").toString();
    String given = "nowhere.given.test:" + server.port() + ":127.0.0.1";
    assertThat(multifetch("get", "--model", model, "--resolve", given, url).out().getFirst())
        .startsWith("200 ");
    assertThat(multifetch("get", "--model", model, url).out().getFirst())
        .startsWith("UNKNOWN_HOST ");
  }

  @ParameterizedTest
  @CsvSource({
    "straße.given.test, straße.given.test",
    "STRASSE.Given.TEST, strasse.given.test",
    "xn--strae-oqa.given.test, straße.given.test",
    "a.given.test., a.given.test",
    "a.given.test, a.given.test.",
    "[2001:db8::7], [2001:DB8:0::7]",
  })
  void resolveKnowsAHostHoweverItIsWritten(String known, String asked) {
    String given = known + ":" + server.port() + ":127.0.0.1";
    String url = "http://" + asked + ":" + server.port() + "/";
    assertThat(multifetch("get", "--resolve", given, url).out().getFirst()).startsWith("200 ");
  }

  @Test
  void resolveRefusesAHostThatNoHostCanBe() {
    Ran ran = multifetch("get", "--resolve", "a\u2488b.test:80:127.0.0.1", "http://127.0.0.1:1/");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--resolve must begin with the name of a host, was a");
  }

  @ParameterizedTest
  @MethodSource("models")
  void headAsksForHeads(String model) {
    Ran ran = multifetch("get", "--json", "--head", "--model", model, server.url("/").toString());
    assertThat(server.requests().getFirst()).startsWith("HEAD / HTTP/1.1\r\n");
    assertThat(ran.json().getFirst().get("bytes").asInt()).isZero();
    assertThat(ran.json().getFirst().get("headers").toString()).contains("\"2\""); // its length
  }

  @Test
  void headSavesNothing() {
    Ran ran = multifetch("get", "--head", "--output-dir", "x", "http://127.0.0.1:1/");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--head asks for no bodies: leave out --head, or --output-dir");
  }

  @Test
  void theSystemsCertificatesMayBeInAFile() throws IOException {
    ScriptedServer good =
        ScriptedServer.start(Certificates.forNames("127.0.0.1"), Scripts.always(Scripts.OK));
    try (good) {
      Path bundle = Files.writeString(folder.resolve("bundle.pem"), Certificates.authority());
      Map<String, String> environment = Map.of("SSL_CERT_FILE", bundle.toString());
      String url = good.url("/").toString();
      assertThat(withEnvironment(environment, "get", "--ca-native", url).out().getFirst())
          .startsWith("200 ");
      assertThat(withEnvironment(environment, "get", url).out().getFirst())
          .startsWith("TLS_FAILED ");
    }
  }

  @Test
  void onlyOneSaysWhomToTrust() {
    Ran ran = multifetch("get", "--insecure", "--ca-native", "http://127.0.0.1:1/");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("give only one of --cacert, --ca-native and --insecure");
  }
}
