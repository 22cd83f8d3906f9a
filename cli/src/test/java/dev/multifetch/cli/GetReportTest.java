package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How `get` tells what came of the URLs.
@Timeout(60)
class GetReportTest {

  private static final String REFUSED = "http://127.0.0.1:1/"; // nobody listens there

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer().answer("/", 200, "hello");
    server.answer(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/there");
          TestServer.send(exchange, 302, "");
        });
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aTemplateHasTheFieldsOfAFetchedUrl() {
    Ran ran =
        multifetch(
            "get",
            "--write-out",
            "{index}\\t{status} {kind} {bytes} {url} {final_url} {attempts} {file} {{}}\\\\",
            server.url("/moved"));
    assertThat(ran.out())
        .containsExactly(
            "0\t200 - 5 " + server.url("/moved") + " " + server.url("/there") + " 1 - {}\\");
  }

  @Test
  void aTemplateHasTheFieldsOfAUrlThatFailed() {
    Ran ran = multifetch("get", "--write-out", "{kind} {status} {first_byte_ms}\\n", REFUSED);
    assertThat(ran.out()).containsExactly("CONNECT_FAILED - -");
    assertThat(ran.err()).contains(REFUSED + ": ");
  }

  @Test
  void theTimesOfALineOfJsonAreNumbers() {
    Ran ran = multifetch("get", "--json", server.url("/a"), REFUSED);
    assertThat(ran.json())
        .hasSize(2)
        .allSatisfy(
            line -> {
              if (line.has("status")) {
                assertThat(line.get("firstByteMillis").asInt())
                    .isBetween(0, line.get("millis").asInt());
              } else {
                assertThat(line.get("firstByteMillis").isNull()).isTrue();
              }
            });
  }

  @Test
  void aFailureHasTheTimeOfItsFirstByte_ifOneCame() {
    String[] urls = {"--max-body", "4", server.url("/a")};
    Ran json = multifetch("get", "--json", urls[0], urls[1], urls[2]);
    assertThat(json.json().getFirst().get("failure").asString()).isEqualTo("TOO_LARGE");
    assertThat(json.json().getFirst().get("firstByteMillis").isNumber()).isTrue();
    Ran text = multifetch("get", "--write-out", "{first_byte_ms}", urls[0], urls[1], urls[2]);
    assertThat(text.out()).singleElement().asString().matches("\\d+");
  }

  @Test
  void aStatusThatCountsAsAFailureIsNamedAsOne() {
    server.answer("/missing", 404, "none");
    Ran json = multifetch("get", "--fail", "--json", server.url("/missing"), server.url("/a"));
    assertThat(json.json())
        .hasSize(2)
        .allSatisfy(
            line -> {
              if (line.get("status").asInt() == 404) {
                assertThat(line.get("failure").asString()).isEqualTo("HTTP_STATUS");
              } else {
                assertThat(line.has("failure")).isFalse();
              }
            });
    Ran text =
        multifetch("get", "--fail", "--write-out", "{kind} {status}", server.url("/missing"));
    assertThat(text.out()).containsExactly("HTTP_STATUS 404");
    Ran plain = multifetch("get", "--json", server.url("/missing"));
    assertThat(plain.json().getFirst().has("failure")).isFalse();
  }

  @Test
  void theTimesOfATemplateAreNumbers() {
    Ran ran = multifetch("get", "--write-out", "{ms} {first_byte_ms}", server.url("/a"));
    assertThat(ran.out()).singleElement().asString().matches("\\d+ \\d+");
  }

  @Test
  void whatAnArgumentHoldsCannotBreakTheLine() {
    Ran ran = multifetch("get", "--write-out", "{url}", "http://h/\na");
    assertThat(ran.out()).containsExactly("http://h/\\u000aa");
  }

  @Test
  void twoFormatsAreRefused() {
    Ran ran = multifetch("get", "--json", "--write-out", "{url}", REFUSED);
    assertThat(ran.err())
        .contains("--write-out: --json, which --resume implies, is another format");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  /// The first four columns stay as they are.
  @Test
  void aLineEndsWithWhatIsNew() {
    String bodies = folder.resolve("bodies").toString();
    Ran ran = multifetch("get", "--output-dir", bodies, server.url("/moved"));
    assertThat(ran.out())
        .singleElement()
        .asString()
        .matches(
            "200 +5 +\\d+ \\Q%s -> %s > %s/000000-moved\\E"
                .formatted(server.url("/moved"), server.url("/there"), bodies));
  }

  @ParameterizedTest
  @MethodSource("dev.multifetch.cli.GetCommandTest#models")
  void eachStepIsTold(String model) {
    Ran ran = multifetch("get", "-v", "--model", model, server.url("/moved"));
    String url = server.url("/moved");
    assertThat(ran.err().lines())
        .map(line -> line.replaceFirst("^ *\\d+\\.\\d{3} ", ""))
        .containsSubsequence(
            url + ": asks for " + url,
            url + ": answered with status 302; the connection stays open",
            url + ": redirected to " + server.url("/there"),
            url + ": asks for " + server.url("/there"),
            url + ": answered with status 200; the connection stays open",
            url + ": the body is whole: 5 bytes");
    assertThat(ran.out()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtual-threads", "virtual-threads-netty", "netty"})
  void whichConnectionIsUsedIsTold(String model) {
    Ran ran = multifetch("get", "-v", "--model", model, server.url("/moved"));
    assertThat(ran.err()).containsSubsequence("opened a connection", "uses an open connection");
  }

  @Test
  void whyAUrlFailedOrIsTriedAgainIsTold() {
    Ran ran = multifetch("get", "-v", "--retry", "1", REFUSED);
    assertThat(ran.err())
        .containsSubsequence(
            "asks for " + REFUSED,
            "failed: CONNECT_FAILED, ",
            "will be tried again",
            "asks for " + REFUSED + ", attempt 2",
            "failed: CONNECT_FAILED, ");
  }

  @Test
  void theSummaryHasTheSpeed() {
    Ran ran = multifetch("get", server.url("/a"));
    assertThat(ran.err()).matches("(?s)multifetch: 1 fetched, 0 failed, 5 bytes in .* s, .*/s\n");
  }

  @Test
  void theSummarySaysWhichAnswersAreErrors() {
    for (int status : new int[] {401, 404, 500, 503}) {
      server.answer("/" + status, status, "none");
    }
    String missing = server.url("/404");
    Ran wrong = multifetch("get", "-u", "me:wrong", server.url("/401"), server.url("/a"));
    assertThat(wrong.err()).startsWith("multifetch: 2 fetched (1 with status 401), 0 failed, ");
    assertThat(wrong.exitCode()).isZero();
    Ran many =
        multifetch(
            "get", server.url("/401"), server.url("/500"), missing, missing, server.url("/503"));
    assertThat(many.err())
        .startsWith(
            "multifetch: 5 fetched (2 with status 404, 1 with 401, 1 with 500, 1 with others), 0 f");
    Ran failed = multifetch("get", "--fail", missing);
    assertThat(failed.err()).startsWith("multifetch: 0 fetched, 1 failed, ");
  }

  @Test
  void theSummaryCountsByOutcomeAndHost_andNamesTheSlowest() {
    String longer = server.url("/" + "x".repeat(99));
    Ran ran = multifetch("get", "--summary", server.url("/a"), server.url("/b"), REFUSED, longer);
    assertThat(ran.err().lines().map(line -> line.replaceAll(" +", " ")))
        .contains("outcome URLs failed size mean ms", "host URLs failed size mean ms")
        .anySatisfy(line -> assertThat(line).matches(" status 200 3 0 15 bytes \\d+"))
        .anySatisfy(line -> assertThat(line).matches(" CONNECT_FAILED 1 1 0 bytes \\d+"))
        .anySatisfy(
            line -> assertThat(line).matches(" 127.0.0.1:" + port(server) + " 3 0 15 bytes \\d+"))
        .anySatisfy(line -> assertThat(line).matches(" 127.0.0.1:1 1 1 0 bytes \\d+"))
        .anySatisfy(line -> assertThat(line).matches(" \\d+ \\Q" + server.url("/a") + "\\E"))
        .anySatisfy(line -> assertThat(line).endsWith("xxx..."));
    assertThat(ran.err().lines().skip(2)).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
  }

  private static String port(TestServer server) {
    return server.url("").replaceFirst(".*:", "");
  }

  @Test
  void theSummaryHasHostsAsPeopleWriteThem() {
    Ran ran =
        multifetch(
            "get",
            "--summary",
            "http://nowhere.invalid:80/",
            "http://b\u00fccher.invalid/",
            "http://xn--bcher-kva.invalid:81/",
            "http://\u0430\u0440\u0440\u04cf\u0435.invalid/",
            "http://[::1]:1/",
            "http://a_b.invalid:81/");
    assertThat(ran.err().lines().map(line -> line.strip().split("  ")[0]))
        .contains(
            "nowhere.invalid",
            "b\u00fccher.invalid",
            "b\u00fccher.invalid:81",
            "\u0430\u0440\u0440\u04cf\u0435.invalid (xn--80ak6aa92e.inv...",
            "[::1]:1",
            "a_b.invalid:81");
  }

  @Test
  void aSummaryThatIsAskedForIsToldQuietly() {
    Ran ran = multifetch("get", "--summary", "--quiet", server.url("/a"));
    assertThat(ran.err())
        .startsWith("multifetch: 1 fetched, 0 failed, ")
        .contains("slowest, in ms");
  }

  @Test
  void stepsThatAreAskedForAreToldQuietly() {
    assertThat(multifetch("get", "-v", "--quiet", server.url("/a")).err()).contains("asks for ");
  }

  @Test
  void theOptionThatKeepsRedirectsFromBeingFollowedIsNamed() {
    Ran ran = multifetch("get", "--max-redirects", "0", server.url("/moved"), server.url("/a"));
    assertThat(ran.err()).contains("redirects not followed, because of --max-redirects 0: 1\n");
    assertThat(multifetch("get", server.url("/moved")).err()).doesNotContain("--max-redirects");
  }

  @Test
  void aListWithoutUrlIsToldAsOne() throws IOException {
    String list = Files.writeString(folder.resolve("list"), "# nothing\n\n").toString();
    Ran ran = multifetch("get", "-i", list);
    assertThat(ran.err()).startsWith("multifetch: the list has no URL\n");
    assertThat(ran.exitCode()).isZero();
    assertThat(multifetch("get", "-i", list, "--quiet").err()).isEmpty();
    assertThat(multifetch("get", "-i", list, "--deadline", "1m").err()).contains("has no URL");
  }

  @ParameterizedTest
  @MethodSource("dev.multifetch.cli.GetCommandTest#models")
  void lookupsAreTold(String model) {
    String url = server.url("/a").replace("127.0.0.1", "localhost");
    Ran ran = multifetch("get", "-v", "--model", model, url);
    assertThat(ran.err())
        .containsSubsequence(
            url + ": asks for ", url + ": looks up localhost", url + ": localhost is at ");
    assertThat(multifetch("get", "-v", "--model", model, server.url("/a")).err())
        .doesNotContain("looks up");
  }

  @ParameterizedTest
  @MethodSource("dev.multifetch.cli.GetInputTest#modelsThatHaveSeveralAtWork")
  void waitingForTheHostIsTold(String model) {
    String second = server.url("/b");
    Ran ran =
        multifetch("get", "-v", "--per-host", "1", "--model", model, server.url("/a"), second);
    assertThat(ran.err())
        .containsSubsequence(
            second + ": waits for its turn at " + server.url("") + "\n",
            server.url("/a") + ": the body is whole",
            second + ": asks for ")
        .doesNotContain(server.url("/a") + ": waits");
  }

  @ParameterizedTest
  @MethodSource("dev.multifetch.cli.GetCommandTest#models")
  void theFirstFailureEndsTheRun(String model) throws IOException {
    server.swallow("/never", new CountDownLatch(1));
    String list = REFUSED + "\n" + (server.url("/never") + "\n").repeat(1_000);
    Path file = Files.writeString(folder.resolve("list"), list);
    Ran ran = multifetch("get", "--model", model, "--fail-early", "-j", "2", "-i", file.toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).first().asString().startsWith("CONNECT_FAILED");
    assertThat(ran.out().stream().skip(1))
        .allSatisfy(line -> assertThat(line).startsWith("CANCELLED"));
    int read = ran.out().size();
    assertThat(ran.err())
        .contains(
            "ended at the first failure: %d URLs were cut off, %d were not begun; the URLs up to"
                    .formatted(read - 1, 1_001 - read)
                + " line %d were begun, and none after it. To go on, fetch what failed again, and"
                    .formatted(read)
                + " the rest of the list");
  }
}
