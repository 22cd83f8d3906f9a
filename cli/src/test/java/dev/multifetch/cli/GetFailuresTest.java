package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.servers.Certificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Why a URL failed is told in plain words, whatever the library, with the option that helps.
@Timeout(60)
class GetFailuresTest {

  /// Words that only somebody understands who knows Java, a library or the JDK's TLS.
  private static final String JARGON =
      "Exception|PKIX|\\bjava|\\bsun\\.|: /[0-9]|\\(\\.\\.\\)|\\(\\w+_\\w+\\)|0x|SSL|\\bnull\\b|\\\\n";

  private static RunningOrigin origin;
  private static String faults;

  @TempDir private Path folder;

  @BeforeAll
  static void open() throws Exception {
    origin = RunningOrigin.start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest page = HttpRequest.newBuilder(origin.url("/faults")).build();
      faults = client.send(page, BodyHandlers.ofString()).body();
    }
  }

  @AfterAll
  static void close() throws InterruptedException {
    origin.close();
  }

  private static List<String> found(String pattern) {
    return Pattern.compile(pattern)
        .matcher(faults)
        .results()
        .map(match -> match.group(1))
        .distinct()
        .toList();
  }

  private static String url(String fault) {
    return found("(?m)^" + fault + ": .*\n.*\n  (https?://\\S+)").getFirst();
  }

  private String trusted() throws IOException {
    return Files.writeString(folder.resolve("ca.pem"), Certificates.authority()).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"virtual-threads", "virtual-threads-okhttp", "virtual-threads-netty", "netty"})
  void noFaultIsToldInTheWordsOfALibrary(String model) throws IOException {
    List<String> urls = found("(?m)^  (https?://\\S+)");
    assertThat(urls).hasSizeGreaterThan(50);
    Path list = Files.write(folder.resolve("urls"), urls);
    Ran ran =
        multifetch(
            ("get --timeout 2s --connect-timeout 1s --max-body 1M --model %s --cacert %s -j 100 -i "
                        .formatted(model, trusted())
                    + list)
                .split(" "));
    assertThat(ran.out()).hasSameSizeAs(urls);
    assertThat(ran.err().lines())
        .hasSizeGreaterThan(40)
        .allSatisfy(line -> assertThat(line).doesNotContainPattern(JARGON));
  }

  @ParameterizedTest
  @MethodSource("dev.multifetch.cli.GetCommandTest#models")
  void whereNobodyListensIsSaidAsInAUrl(String model) {
    Ran ran =
        multifetch("get", "--quiet", "--model", model, "http://127.0.0.1:1/", "http://[::1]:1/");
    assertThat(ran.err().lines())
        .containsExactlyInAnyOrder(
            "multifetch: http://127.0.0.1:1/: 127.0.0.1:1: Connection refused",
            "multifetch: http://[::1]:1/: [::1]:1: Connection refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unknown-authority | no trusted authority has signed the certificate; --cacert FILE or"
            + " --ca-native names others to trust, --insecure trusts anybody",
        "self-signed | no trusted authority has signed the certificate; --cacert FILE or",
        "expired | the certificate has expired (NotAfter: ",
        "expired | ; --insecure accepts it all the same",
        "not-yet-valid | the certificate is not valid yet (NotBefore: ",
        "wrong-host | the certificate does not name 127.0.0.1; --insecure accepts it all the same",
        "plain-text | the server's answer is not TLS; for a server without TLS write http://",
        "unknown-coding | unknown content coding \"other\"; --raw takes the body as it is sent",
        "cut-gzip | gzip data cut short; --raw takes the body as it is sent"
      })
  void theOptionThatHelpsIsNamed(String fault, String words) throws IOException {
    assertThat(multifetch("get", "--cacert", trusted(), url(fault)).err()).contains(words);
  }

  @Test
  void aUserInAUrlLeadsToTheOptionsForThat() {
    Ran ran = multifetch("get", "http://me:secret@127.0.0.1:1/");
    assertThat(ran.err())
        .contains(
            "user name or password in the URL: send an Authorization header instead; --netrc does"
                + " that for its host, and -u USER:PASSWORD for every host");
  }
}
