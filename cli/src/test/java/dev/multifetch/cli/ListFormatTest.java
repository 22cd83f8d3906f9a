package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static dev.multifetch.cli.Ran.withInput;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Lists that are written in another way than a URL on each line.
@Timeout(60)
class ListFormatTest {

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

  @Test
  void aRecordOfJsonComesBackWithItsUrl() throws IOException {
    String list = "{\"id\":7,\"tags\":[\"a\"],\"url\":\"" + server.url("/a") + "\"}\n\n";
    Ran ran = multifetch("get", "--json", "-i", file("list.jsonl", list));
    JsonNode line = ran.json().getFirst();
    assertThat(line.get("url").asString()).isEqualTo(server.url("/a"));
    assertThat(line.get("record").toString())
        .isEqualTo("{\"id\":7,\"tags\":[\"a\"],\"url\":\"" + server.url("/a") + "\"}");
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void theResultsOfARunAreAList() throws IOException {
    Ran first = multifetch("get", "--json", server.url("/a"));
    Ran second = multifetch("get", "-i", file("results.jsonl", first.out().getFirst()));
    assertThat(second.out()).singleElement().asString().endsWith(server.url("/a"));
  }

  @Test
  void aBadLineOfJsonFailsByItsNumber_andTheOthersGoOn() {
    String list =
        "{\"url\":\""
            + server.url("/a")
            + "\"}\nnonsense\n\n{\"uri\":\"x\"}\n{\"url\":5}\n[]\nnull\n"
            + "{\"url\":\"ftp://h/\"}\n{} {}\n"
            + "{\"url\":\"http://h/\",\"x\":\""
            + "x".repeat(300_000)
            + "\"}\n";
    Ran ran = withInput(list, "get", "--json", "-i", "-", "--input-format", "jsonl");
    assertThat(ran.json().stream().filter(line -> line.has("failure")))
        .map(line -> line.get("detail").asString())
        .satisfiesExactlyInAnyOrder(
            detail -> assertThat(detail).startsWith("line 2: not an object of JSON: see character"),
            detail ->
                assertThat(detail).startsWith("line 4: no field url: name").contains("--url-f"),
            detail -> assertThat(detail).startsWith("line 5: the field url is no text: name"),
            detail -> assertThat(detail).startsWith("line 6: not an object of JSON"),
            detail -> assertThat(detail).startsWith("line 7: no field url"),
            detail -> assertThat(detail).contains("must be http or https, was ftp"),
            detail -> assertThat(detail).startsWith("line 9: not an object of JSON"),
            detail -> assertThat(detail).startsWith("line 10: longer than 262144 characters"));
    assertThat(ran.json()).hasSize(9);
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void aFieldOfCsvMayHoldSeparatorsQuotesAndLineBreaks() throws IOException {
    String list =
        "\uFEFFname,link\r\n\"a, \"\"b\"\"\n\nc\","
            + server.url("/a")
            + "\r\n\r\nd"
            + ","
            + server.url("/missing")
            + "\r\n,no\r\n5\" disk,"
            + server.url("/d")
            + "\r\n";
    String path = file("list.CSV", list);
    Ran ran = multifetch("get", "--json", "-i", path, "--url-field", "link");
    assertThat(ran.json())
        .hasSize(4)
        .anySatisfy(
            line -> {
              assertThat(line.get("record").get("name").asString()).isEqualTo("a, \"b\"\n\nc");
              assertThat(line.get("record").get("link").asString()).isEqualTo(server.url("/a"));
              assertThat(line.get("status").asInt()).isEqualTo(200);
            })
        .anySatisfy(line -> assertThat(line.toString()).contains("404", "\"name\":\"d\""))
        .anySatisfy(line -> assertThat(line.toString()).contains("line 7: no scheme"))
        .anySatisfy(line -> assertThat(line.toString()).contains("5\\\" disk"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv | a,b\\nhttp://h/,x | -i: no field of the first line has the name url: name the field",
        "csv | url | ",
        "csv | \"url\"x,b\\nhttp://h/,x | -i: the first line is not one record of CSV: see its quotes",
        "csv | url\\rhttp://h/\\rhttp://i/ | -i: the first line is not one record of CSV",
        "jsonl | {\"link\":\"x\"}\\n{\"url\":\"y\"} | -i: line 1 has no field url: name the field with"
            + " the URL with --url-field, or say --input-format plain; the line is {\"link\":\"x\"}",
        "jsonl | \\n[1] | ",
        "jsonl | {\"url\":null} | ",
      })
  void aListWithoutAFieldOfUrlsIsRefused(String format, String list, @Nullable String message) {
    String lines = list.replace("\\n", "\n").replace("\\r", "\r");
    Ran ran = withInput(lines, "get", "-i", "-", "--input-format", format, server.url("/a"));
    if (message == null) {
      assertThat(ran.out()).anyMatch(line -> line.startsWith("200 "));
    } else {
      assertThat(ran.err()).startsWith("multifetch get: " + message).contains("get --help");
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url,b | http://h/a,b,c | line 2: 3 fields, and the first line names 2: write a field",
        "b,url | x | line 2: no field url",
        "url,b | \"http://h/ | line 2: not one record of CSV: see its quotes",
        "url,b | http://h/,x\\rhttp://i/,y | line 2: not one record of CSV: see its quotes and its line",
      })
  void aBadRecordOfATableFails(String head, String record, String message) {
    String list = head + "\n" + record.replace("\\r", "\r");
    Ran ran = withInput(list, "get", "-i", "-", "--input-format", "csv");
    assertThat(ran.err()).contains(message);
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  /// In this table a semicolon does not begin a field, so the quote after it opens nothing.
  @Test
  void onlyTheSeparatorOfTheTableBeginsAField() {
    String list = "url,b\n%s,x;\"y\n%s,z\n".formatted(server.url("/a"), server.url("/a"));
    Ran ran = withInput(list, "get", "-i", "-", "--input-format", "csv");
    assertThat(ran.out()).filteredOn(line -> line.startsWith("200 ")).hasSize(2);
  }

  @Test
  void blankLinesBeforeTheNamesDoNotCount() {
    String list = "\nurl;b\n%s;\"x\ny\"\n".formatted(server.url("/a"));
    Ran ran = withInput(list, "get", "-i", "-", "--input-format", "csv");
    assertThat(ran.out()).singleElement().asString().startsWith("200 ");
  }

  @ParameterizedTest
  @CsvSource({"';'", "','", "'\t'"})
  void whatFailedIsATableAgain(String separator) throws IOException {
    String good = "1" + separator + server.url("/a") + "\n";
    String bad = "\"x\ny\"" + separator + server.url("/missing") + "\n";
    String list = file("list.csv", "id" + separator + "url\n" + good + bad);
    String failed = folder.resolve("failed.csv").toString();
    multifetch("get", "--fail", "-i", list, "--save-failed", failed, server.url("/missing/too"));
    assertThat(Path.of(failed)).content().contains("id" + separator + "url\n", bad);
    Ran again = multifetch("get", "--json", "-i", failed);
    assertThat(again.json())
        .map(line -> line.get("url").asString())
        .containsExactlyInAnyOrder(server.url("/missing"), server.url("/missing/too"));
  }

  @Test
  void whatFailedIsWrittenAsTheListHasIt() throws IOException {
    String bad = "{ \"id\" : \"\u00e4\",\"url\":\"" + server.url("/missing") + "\"}\nnonsense\n";
    String failed = folder.resolve("failed.jsonl").toString();
    multifetch("get", "--fail", "-i", file("list.jsonl", bad), "--save-failed", failed);
    assertThat(Files.readAllLines(Path.of(failed)))
        .containsExactlyInAnyOrderElementsOf(bad.lines().toList());
  }

  /// The stream pauses between the two parts, as a pipe may.
  @Test
  void aPackedListIsUnpacked_toItsLastPart() throws IOException {
    byte[] packed =
        (gzip(server.url("/a") + "\n") + gzip(server.url("/b") + "\n")).getBytes(ISO_8859_1);
    InputStream pausing =
        new FilterInputStream(new ByteArrayInputStream(packed)) {
          @Override
          public int available() {
            return 0;
          }
        };
    Ran ran = multifetch(pausing, new ByteArrayOutputStream(), "get", "-i", "-");
    assertThat(ran.out()).hasSize(2);
    assertThat(ran.exitCode()).isZero();
  }

  private static String gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packing = new GZIPOutputStream(bytes)) {
      packing.write(text.getBytes(UTF_8));
    }
    return bytes.toString(ISO_8859_1);
  }

  @Test
  void aPackedListThatIsCutShortIsSaidToBe() throws IOException {
    String packed = gzip((server.url("/a") + "\n").repeat(9));
    Path list = folder.resolve("list.txt");
    Files.writeString(list, packed.substring(0, packed.length() - 9), ISO_8859_1);
    Ran ran = multifetch("get", "-i", list.toString());
    assertThat(ran.err()).contains("the URLs could not be read to their end: ");
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  @Test
  void theDefaultSchemeGoesBeforeAUrlWithoutOne() {
    String host = server.url("/a").substring("http://".length());
    Ran ran =
        withInput(
            "//" + host + "\n" + server.url("/a") + "\nmailto:x@y\n\"quoted\"\n",
            "get",
            "--json",
            "--default-scheme",
            "http",
            "-i",
            "-",
            host);
    assertThat(ran.json().stream().filter(line -> line.has("status")))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.get("url").asString()).isEqualTo(server.url("/a")))
        .anySatisfy(line -> assertThat(line.toString()).contains("{\"url\":\"" + host + "\"}"));
    assertThat(ran.err()).contains("2 failed");
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }
}
