package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.cli.get.files.NameRule;
import dev.multifetch.cli.get.files.NameTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How `get` names the files of bodies. Each body is the path and query that were asked for.
@Timeout(60)
class GetNamesTest {

  @TempDir private Path temporary;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private TestServer server;
  private Path folder;
  private String host;

  @BeforeEach
  void open() throws IOException {
    folder = temporary.resolve("folder");
    server =
        new TestServer()
            .answer(
                "/",
                exchange -> {
                  String target = exchange.getRequestURI().toString();
                  asked.add(target);
                  exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
                  if (target.startsWith("/named")) {
                    exchange
                        .getResponseHeaders()
                        .add("Content-Disposition", "attachment; filename=\"../their name.txt\"");
                  }
                  TestServer.send(exchange, 200, target);
                });
    host = server.url("").replace("http://", "").replace(":", "+");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Ran get(List<String> options, String... targets) {
    List<String> command = new ArrayList<>(List.of("get", "--output-dir", folder.toString()));
    command.addAll(options);
    Stream.of(targets).map(server::url).forEach(command::add);
    return multifetch(command.toArray(String[]::new));
  }

  private Map<String, String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              toMap(
                  file -> folder.relativize(file).toString(),
                  GetNamesTest::read,
                  (one, _) -> one,
                  TreeMap::new));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{index:06}-{host}-{file} | /a/b.tar.gz | 000000-127.0.0.1-b.tar.gz",
        "{path:1}/{path:2}/{path:9}{file} | /a/b/c | a/b/c",
        "{path}/{stem}.{ext} | /a/b/c.txt | a/b/c.txt",
        "{path}/{stem}.{type} | /a/b/c.php?q=1 | a/b/c.html",
        "{file}@{query} | /a?x=/../y | a@x=_.._y",
        "{status}-{disposition} | /named | 200-their name.txt",
        "{disposition} | /a.txt | a.txt",
        "{file} | / | index",
        "{file} | /..%2f..%2fpasswd | __.._passwd",
        "{path}/{file} | /../../a/./%2e%2e/b | _/_/a/_/_/b",
        "{host}/{query} | /a | 127.0.0.1/index",
        "{path} | /a/b/c | a/b",
        "{path} | /a/b/ | a/b",
        "{path} | /a | index",
        "{path}/{file} | '' | index",
        "x-{path}-y | /a/c | x-a-y",
        "{stem}.{ext} | /a | a",
        "{stem}.{ext} | /a?q=1 | a",
        "{file}@{query} | /a | a",
        "{file}@{query} | ?q=1 | index@q=1",
        "{file}@{query} | /a#f | a",
        "{path}/{file} | /a%2Fb/c | a_b/c",
        "{file} | /caf%C3%A9 | caf\u00e9"
      })
  void aTemplateNamesTheFile(String template, String target, String name) throws IOException {
    Ran ran = get(List.of("--json", "--name", template), target);
    assertThat(ran.exitCode()).isZero();
    assertThat(files()).containsOnlyKeys(name);
    assertThat(ran.json().getFirst().get("file").asString())
        .isEqualTo(folder.resolve(name).toString());
  }

  /// No server listens at some of these. A template is the same for all.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{host}:{port} | http://[::1]/a | ::1:80",
        "{host}:{port} | https://[2001:db8::1]:8443/a | 2001:db8::1:8443",
        "{host}:{port} | HTTP://A_B.Example:8080/a | a_b.example:8080",
        "{host}:{port} | https://h/a | h:443",
        "{query} | http://h?a=%2F | a=_",
        "{path}{file} | http://h | index"
      })
  void oddUrlsHaveNamesToo(String template, String url, String name) {
    assertThat(new NameTemplate(template).name(0, URI.create(url), null)).containsExactly(name);
  }

  @Test
  void aHostWithAnUnderscoreOrAnAddressHasItsFolderInAMirror() {
    assertThat(NameRule.mirrored(URI.create("http://a_b:8080/c"))).containsExactly("a_b+8080", "c");
    assertThat(NameRule.mirrored(URI.create("https://[::1]:443/"))).startsWith("::1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{nmae} | --name has no field {nmae}, only {index}, {host}, ",
        "{index | --name must have fields such as {index:06}, {host} or {path:1}, was {index",
        "{host:3} | --name {host} takes no number",
        "../{file} | --name must stay in the folder, was ../{file}",
        "/tmp/{file} | --name must stay in the folder, was /tmp/{file}",
        "a\\{file} | --name must stay in the folder"
      })
  void aWrongTemplateIsRefused(String template, String message) {
    Ran ran = get(List.of("--name", template), "/");
    assertThat(ran.err()).startsWith("multifetch get: " + message);
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--name x --mirror | --mirror: --name names the files already",
        "--skip-existing | --skip-existing: the numbers of files change",
        "--skip-existing --name {type} | --skip-existing: {status}, {disposition} and {type} are known"
      })
  void optionsThatDoNotFitAreRefused(String options, String message) {
    Ran ran = get(List.of(options.split(" ")), "/");
    assertThat(ran.err()).startsWith("multifetch get: " + message);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(folder).doesNotExist();
    Ran nowhere = multifetch("get", "--mirror", server.url("/"));
    assertThat(nowhere.err()).contains("--mirror: no folder is named: add --output-dir");
  }

  /// The second is the second in the list, whichever ends first. Not every file system can tell
  /// some of these names apart.
  @Test
  void noFileReplacesAnother() throws IOException {
    get(
        List.of("--name", "{file}"),
        "/1/a.txt",
        "/2/a.txt",
        "/3/A.TXT",
        "/4/caf%C3%A9",
        "/5/cafe%CC%81",
        "/6/a-1.txt");
    assertThat(files())
        .containsOnly(
            Map.entry("a.txt", "/1/a.txt"),
            Map.entry("a-1.txt", "/2/a.txt"),
            Map.entry("A-2.TXT", "/3/A.TXT"),
            Map.entry("caf\u00e9", "/4/caf%C3%A9"),
            Map.entry("caf\u00e9-4", "/5/cafe%CC%81"),
            Map.entry("a-1-5.txt", "/6/a-1.txt"));
  }

  @Test
  void theFilesOfAnEarlierRunStay() throws IOException {
    for (String time : List.of("1", "2", "3")) {
      get(List.of("--name", "{file}"), "/" + time + "/a.txt");
    }
    assertThat(files())
        .containsOnly(
            Map.entry("a.txt", "/1/a.txt"),
            Map.entry("a-0.txt", "/2/a.txt"),
            Map.entry("a-0-2.txt", "/3/a.txt"));
  }

  @Test
  void withResponsesInTheNameNoFileReplacesAnotherEither() throws IOException {
    get(List.of("--name", "{disposition}"), "/named/1", "/named/2", "/named/3");
    assertThat(files().values()).containsExactlyInAnyOrder("/named/1", "/named/2", "/named/3");
  }

  @Test
  void aMirrorHasFoldersByHostAndPath() throws IOException {
    get(
        List.of("--mirror"),
        "",
        "/a/b.html",
        "/a/",
        "/a?q=1&r=x/y",
        "/a/../../b",
        "/c:d/nul/e",
        "//f");
    assertThat(files())
        .containsOnlyKeys(
            host + "/index.html",
            host + "/a/b.html",
            host + "/a/index.html",
            host + "/a@q=1&r=x_y",
            host + "/a/_/_/b",
            host + "/c_d/_nul/e",
            host + "/f");
  }

  @Test
  void whatIsAFileAndAFolderIsBoth() throws IOException {
    get(List.of("--mirror"), "/a", "/a/b", "/a/c", "/d/e", "/d", "/a/b/c");
    assertThat(files())
        .containsOnly(
            Map.entry(host + "/a", "/a"),
            Map.entry(host + "/a.folder/b", "/a/b"),
            Map.entry(host + "/a.folder/c", "/a/c"),
            Map.entry(host + "/a.folder/b.folder/c", "/a/b/c"),
            Map.entry(host + "/d/e", "/d/e"),
            Map.entry(host + "/d-4", "/d"));
    get(List.of("--mirror"), "/d-4/x", "/d/e/y");
    assertThat(files())
        .containsEntry(host + "/d-4.folder/x", "/d-4/x")
        .containsEntry(host + "/d/e.folder/y", "/d/e/y");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // links need rights there that tests do not have
  void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Path inside = Files.createDirectories(folder.resolve(host).resolve("inside"));
    Files.createSymbolicLink(folder.resolve(host).resolve("out"), outside);
    Files.createSymbolicLink(folder.resolve(host).resolve("in"), inside);
    Ran ran = get(List.of("--mirror"), "/out/a", "/out/b/c", "/in/d");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("/out/a: ", "is a link that leads out of", ": remove it");
    assertThat(outside).isEmptyDirectory();
    assertThat(inside.resolve("d")).hasContent("/in/d");
  }

  @Test
  void whatIsThereIsSkipped() throws IOException {
    get(List.of("--name", "{file}"), "/1/a", "/2/b");
    Files.delete(folder.resolve("a"));
    Ran ran = get(List.of("--name", "{file}", "--skip-existing"), "/1/a", "/2/b", "/3/b");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).anyMatch(line -> line.matches("SKIPPED +0 +0 http.*/2/b"));
    assertThat(ran.err()).contains("multifetch: 2 fetched, 1 skipped, 0 failed, ");
    assertThat(asked).containsExactlyInAnyOrder("/1/a", "/2/b", "/1/a", "/3/b");
    assertThat(files())
        .containsOnly(Map.entry("a", "/1/a"), Map.entry("b", "/2/b"), Map.entry("b-2", "/3/b"));

    Ran again =
        get(List.of("--name", "{file}", "--skip-existing", "--json"), "/1/a", "/2/b", "/3/b");
    assertThat(again.json()).allMatch(line -> line.get("skipped").asBoolean());
    assertThat(again.json().get(2).get("file").asString()).endsWith("b-2");
  }

  @Test
  void aResumedMirrorGoesOn() throws IOException {
    String results = temporary.resolve("results").toString();
    get(List.of("--mirror", "--resume", results), "/a", "/b", "/a/c");
    List<String> lines = Files.readAllLines(Path.of(results));
    Map<String, String> before = files();
    for (int killed = 0; killed < lines.size(); killed++) {
      Files.write(Path.of(results), lines.subList(0, killed));
      Ran ran = get(List.of("--mirror", "--resume", results), "/a", "/b", "/a/c");
      assertThat(ran.exitCode()).isZero();
      assertThat(files()).isEqualTo(before);
    }
  }
}
