package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcResponse;
import tools.jackson.databind.json.JsonMapper;

/// A run that the system kills again and again, each time with other URLs at work.
@Timeout(120)
@Tag("process")
class KillTest {

  private static final int URLS = 120;
  private static final int HALF = 150_000; // bytes of a body: more than stay in memory
  private static final Set<Integer> KILLS = Set.of(1, 40, 90); // at which request

  @TempDir private Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger killed = new AtomicInteger();
  private volatile ProcessHandle victim = ProcessHandle.current();
  private TestServer server;
  private Path list;
  private volatile boolean awaitsPart;
  private Path temporary; // the folder for temporary files

  /// At these requests, the server kills its client in the middle of a body.
  @BeforeEach
  void open() throws IOException {
    server =
        new TestServer()
            .answer(
                "/",
                exchange -> {
                  byte[] body = exchange.getRequestURI().getPath().repeat(20_000).getBytes(UTF_8);
                  exchange.sendResponseHeaders(200, body.length);
                  exchange.getResponseBody().write(body, 0, HALF);
                  exchange.getResponseBody().flush();
                  if (KILLS.contains(requests.incrementAndGet())) {
                    awaitPart();
                    killed.incrementAndGet();
                    victim.destroyForcibly(); // kill -9
                    victim.onExit().join();
                  }
                  exchange.getResponseBody().write(body, HALF, body.length - HALF);
                  exchange.close();
                });
    temporary = Files.createDirectory(folder.resolve("temporary"));
    list = folder.resolve("urls");
    Files.write(
        list, IntStream.range(0, URLS).mapToObj(i -> server.url("/folder/" + i + ".txt")).toList());
  }

  @ParameterizedTest
  @CsvSource({"virtual-threads,", "netty, --mirror", "virtual-threads, --warc RUN.warc.gz"})
  void runAfterRunTheFilesAreThoseOfOneUndisturbedRun(String model, @Nullable String more)
      throws Exception {
    String options = "--resume RUN.jsonl" + (more == null ? "" : " " + more);
    runUntilDone(model, options);
    assertThat(run("undisturbed", model, options)).isZero();

    assertThat(files("killed")).isEqualTo(files("undisturbed")).hasSize(URLS);
    assertThat(indexes("killed")).containsExactlyElementsOf(indexes("undisturbed")).hasSize(URLS);
    if (options.contains("--warc")) {
      assertThat(archived("killed"))
          .containsExactlyInAnyOrderElementsOf(archived("undisturbed"))
          .hasSize(URLS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--mirror --skip-existing", "--name {index} --skip-existing"})
  void withoutResultsToo(String options) throws Exception {
    runUntilDone("virtual-threads", options);
    assertThat(run("undisturbed", "virtual-threads", options)).isZero();
    assertThat(files("killed")).isEqualTo(files("undisturbed")).hasSize(URLS);
  }

  @Test
  void noHalfFilePilesUp() throws Exception {
    requests.set(89);
    awaitsPart = true;
    assertThat(run("killed", "virtual-threads", "--per-host 8")).isEqualTo(137);
    assertThat(files("killed").keySet()).anyMatch(file -> file.endsWith(".part"));
    assertThat(run("killed", "virtual-threads", "--per-host 8")).isZero();
    assertThat(files("killed").keySet()).noneMatch(file -> file.endsWith(".part"));
  }

  /// Two libraries unpack their native code in the folder for temporary files, and scratch files
  /// are there. A scratch file has a name for a moment only, before it has content. A kill may come
  /// in that moment.
  @AfterEach
  void close() throws IOException {
    server.close();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).as("what kills have left").allMatch(file -> file.toFile().length() == 0);
    }
  }

  private void awaitPart() throws IOException {
    try {
      if (awaitsPart) {
        GetFilesTest.awaitFile(folder.resolve("killed"), ".part");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void runUntilDone(String model, String options) throws Exception {
    int ran = 0;
    while (run("killed", model, options) != 0) {
      assertThat(++ran).as("runs").isLessThanOrEqualTo(KILLS.size());
    }
    assertThat(killed.get()).isEqualTo(KILLS.size());
    requests.set(Collections.max(KILLS));
  }

  /// @param options have RUN where the name of the run's files begins
  private int run(String name, String model, String options) throws Exception {
    String files = folder.resolve(name).toString();
    Stream<String> command =
        Stream.of(
            Executed.JAVA.toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Multifetch.class.getName(),
            "get",
            "--model",
            model,
            "-j",
            "8",
            "-i",
            list.toString(),
            "--output-dir",
            files);
    Stream<String> more = Stream.of(options.replace("RUN", files).split(" "));
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(Stream.concat(command, more).toList())
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    victim = process.toHandle();
    int code = process.waitFor();
    assertThat(code).as(() -> read(err)).isIn(0, 137);
    return code;
  }

  private Map<String, String> files(String name) throws IOException {
    Path root = folder.resolve(name);
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .collect(toMap(file -> root.relativize(file).toString(), KillTest::read));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The URLs of the responses in the archive of a run.
  private List<String> archived(String name) throws IOException {
    try (WarcReader archive = new WarcReader(folder.resolve(name + ".warc.gz"))) {
      return archive
          .records()
          .filter(WarcResponse.class::isInstance)
          .map(response -> ((WarcResponse) response).target())
          .toList();
    }
  }

  /// Each is there once.
  private Set<Integer> indexes(String name) throws IOException {
    JsonMapper mapper = new JsonMapper();
    Set<Integer> indexes = new TreeSet<>();
    for (String line : Files.readAllLines(folder.resolve(name + ".jsonl"))) {
      assertThat(indexes.add(mapper.readTree(line).get("index").asInt())).as(line).isTrue();
    }
    return indexes;
  }
}
