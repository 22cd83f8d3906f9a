package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
