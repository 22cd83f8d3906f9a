package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;

@Timeout(60)
class WarcFileTest {

  private static final String REFUSED = "http://127.0.0.1:1/"; // nobody listens there
  private static final String LARGE = "x".repeat(200_000); // more than stays in memory

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer().answer("/", 200, "hello").answer("/large", 200, LARGE);
    server.answer("/missing", 404, "none");
    server.answer(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/there");
          TestServer.send(exchange, 302, "");
        });
    server.answer(
        "/coded",
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding"))
              .isIn(null, "identity");
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 0); // in chunks
          exchange.getResponseBody().write("as sent".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void eachUrlHasItsRecord() throws IOException {
    String bodies = folder.resolve("bodies").toString();
    Path file = folder.resolve("all.warc.gz");
    Ran ran =
        multifetch(
            "get",
            "--warc",
            file.toString(),
            "--output-dir",
            bodies,
            server.url("/large"),
            server.url("/missing"),
            server.url("/moved"),
            server.url("/coded"),
            REFUSED);
    assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
    assertThat(read(file))
        .hasSize(7)
        .contains(
            server.url("/large") + " 200 " + LARGE,
            server.url("/missing") + " 404 none",
            server.url("/there") + " 200 hello",
            server.url("/there") + " via: " + server.url("/moved"),
            server.url("/coded") + " 200 as sent")
        .anySatisfy(
            record -> assertThat(record).startsWith(REFUSED + " failure: CONNECT_FAILED detail: "))
        .anySatisfy(record -> assertThat(record).startsWith("warcinfo"));
    assertThat(Path.of(bodies, "000000-large")).hasContent(LARGE);
  }

  @Test
  void anArchiveThatIsThereIsNotReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("all.warc"), "precious");
    Ran ran = multifetch("get", "--warc", file.toString(), REFUSED);
    assertThat(ran.err()).contains("--warc: cannot write ", "a file with that name: name a new");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(file).hasContent("precious");
  }

  private Ran resume(String archive, String... urls) {
    List<String> command = new ArrayList<>(List.of("get", "--resume"));
    command.add(folder.resolve("results.jsonl").toString());
    command.addAll(List.of("--warc", folder.resolve(archive).toString()));
    command.addAll(List.of(urls));
    return multifetch(command.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"all.warc", "all.warc.gz"})
  void aResumedRunGoesOnWithTheArchive(String archive) throws IOException {
    assertThat(resume(archive, server.url("/large"), REFUSED, server.url("/moved")).exitCode())
        .isEqualTo(1);
    Path file = folder.resolve(archive);
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8, 0}, StandardOpenOption.APPEND); // torn

    String[] urls = {server.url("/large"), REFUSED, server.url("/moved"), server.url("/b")};
    Ran ran = resume(archive, urls);

    assertThat(ran.err()).contains("1 fetched, 2 skipped, 1 failed, ");
    assertThat(read(file))
        .hasSize(7)
        .startsWith("warcinfo")
        .containsOnlyOnce(
            server.url("/large") + " 200 " + LARGE,
            server.url("/there") + " via: " + server.url("/moved"),
            server.url("/there") + " 200 hello",
            server.url("/b") + " 200 hello")
        .filteredOn(record -> record.startsWith(REFUSED))
        .hasSize(2);
  }

  @Test
  void aLineOfJsonSaysWhereItsRecordIs() throws IOException {
    Path file = folder.resolve("all.warc");
    Ran ran = multifetch("get", "--json", "--warc", file.toString(), server.url("/large"), REFUSED);
    byte[] archive = Files.readAllBytes(file);
    assertThat(ran.json())
        .hasSize(2)
        .allSatisfy(
            line -> {
              int begin = line.get("warcOffset").asInt();
              int end = begin + line.get("warcLength").asInt();
              assertThat(new String(archive, begin, end - begin, StandardCharsets.UTF_8))
                  .startsWith("WARC/1.0\r\n")
                  .contains("\r\nWARC-Target-URI: " + line.get("url").asString() + "\r\n")
                  .endsWith("\r\n\r\n");
            });
  }

  @Test
  void whatTheArchiveLacksIsNotDone() throws IOException {
    multifetch("get", "--resume", folder.resolve("results.jsonl").toString(), server.url("/a"));
    Ran ran = resume("all.warc.gz", server.url("/a"), server.url("/b"));
    assertThat(ran.err()).contains("2 fetched, 0 failed, ");
    assertThat(read(folder.resolve("all.warc.gz"))).contains(server.url("/a") + " 200 hello");
  }

  @Test
  void anArchiveThatTheResultsDoNotKnowIsNotAppendedTo() throws IOException {
    Path file = Files.writeString(folder.resolve("all.warc"), "precious");
    for (int run = 1; run <= 2; run++) {
      Ran ran = resume("all.warc", server.url("/a"));
      assertThat(ran.err())
          .contains(
              "--warc: cannot write " + file + ": there is a file with that name: name a new");
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(file).hasContent("precious");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "of another run, and long enough to be cut: %s"})
  void anArchiveThatIsNotTheOneOfTheResultsIsRefused(String content) throws IOException {
    resume("all.warc", server.url("/a"));
    Path file = folder.resolve("all.warc");
    String other = content.formatted("x".repeat(5_000));
    Files.writeString(file, other);
    Ran ran = resume("all.warc", server.url("/a"), server.url("/b"));
    assertThat(ran.err())
        .contains("--warc: " + file + " is not the archive of these results: name the archive");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(file).hasContent(other);

    Files.delete(file);
    assertThat(resume("all.warc", server.url("/a")).err())
        .contains("--warc: " + file + " is not the archive of these results: name the archive");
    assertThat(file).doesNotExist();
  }

  @Test
  void twoRunsMayNotWriteToOneArchive() throws IOException {
    Path file = folder.resolve("all.warc");
    server.answer(
        "/first",
        exchange -> {
          String archive = file.toString();
          Ran second = multifetch("get", "--warc", archive, server.url("/a"));
          TestServer.send(exchange, 200, second.err());
        });
    multifetch("get", "--warc", file.toString(), server.url("/first"));
    assertThat(read(file))
        .anySatisfy(record -> assertThat(record).contains("200 multifetch get: --warc: "));
  }

  private static List<String> read(Path file) throws IOException {
    List<String> records = new ArrayList<>();
    try (WarcReader reader = new WarcReader(file)) {
      for (WarcRecord record : reader) {
        switch (record) {
          case WarcResponse response -> {
            byte[] body = response.http().body().stream().readAllBytes();
            records.add(
                response.target()
                    + " "
                    + response.http().status()
                    + " "
                    + new String(body, StandardCharsets.UTF_8));
          }
          case WarcMetadata metadata -> {
            byte[] fields = metadata.body().stream().readAllBytes();
            records.add(
                metadata.headers().first("WARC-Target-URI").orElseThrow()
                    + " "
                    + new String(fields, StandardCharsets.UTF_8).strip().replace("\r\n", " "));
          }
          default -> records.add(record.type());
        }
      }
    }
    return records;
  }
}
