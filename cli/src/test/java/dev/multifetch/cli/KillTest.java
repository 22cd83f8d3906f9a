package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// A run that the system kills again and again, each time with other URLs at work.
@Timeout(120)
@Tag("process")
class KillTest {

  private static final int URLS = 120;
  private static final Set<Integer> KILLS = Set.of(1, 40, 90); // at which request

  @TempDir private Path folder;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger killed = new AtomicInteger();
  private volatile ProcessHandle victim = ProcessHandle.current();
  private TestServer server;
  private Path list;

  /// At these requests, the server kills its client in the middle of a body.
  @BeforeEach
  void open() throws IOException {
    server =
        new TestServer()
            .answer(
                "/",
                exchange -> {
                  byte[] body = exchange.getRequestURI().getPath().repeat(2_000).getBytes(UTF_8);
                  exchange.sendResponseHeaders(200, body.length);
                  exchange.getResponseBody().write(body, 0, 15_000);
                  exchange.getResponseBody().flush();
                  if (KILLS.contains(requests.incrementAndGet())) {
                    killed.incrementAndGet();
                    victim.destroyForcibly(); // kill -9
                    victim.onExit().join();
                  }
                  exchange.getResponseBody().write(body, 15_000, body.length - 15_000);
                  exchange.close();
                });
    list = folder.resolve("urls");
    Files.write(
        list, IntStream.range(0, URLS).mapToObj(i -> server.url("/folder/" + i + ".txt")).toList());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"virtual-threads,", "netty,--mirror"})
  void runAfterRunTheFilesAreThoseOfOneUndisturbedRun(String model, String naming)
      throws Exception {
    int ran = 0;
    while (run("killed", model, naming) != 0) {
      assertThat(++ran).as("runs").isLessThanOrEqualTo(KILLS.size());
    }
    assertThat(killed.get()).isEqualTo(KILLS.size());
    requests.set(KILLS.stream().max(Integer::compare).orElseThrow());
    assertThat(run("undisturbed", model, naming)).isZero();

    assertThat(files("killed")).isEqualTo(files("undisturbed")).hasSize(URLS);
    assertThat(indexes("killed")).containsExactlyElementsOf(indexes("undisturbed")).hasSize(URLS);
  }

  private int run(String name, String model, String naming) throws Exception {
    List<String> command =
        Stream.of(
                Executed.JAVA.toString(),
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
                folder.resolve(name).toString(),
                "--resume",
                folder.resolve(name + ".jsonl").toString(),
                naming)
            .filter(Objects::nonNull)
            .toList();
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
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
