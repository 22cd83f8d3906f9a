package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `get` leaves in files: bodies, and the URLs that failed.
@Timeout(60)
class GetFilesTest {

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

  /// The first attempt is answered, and the second is not.
  @Test
  void aUrlThatFailedInTheEndNamesNoFile() {
    AtomicInteger asked = new AtomicInteger();
    server.answer(
        "/lost",
        exchange -> {
          if (asked.incrementAndGet() == 1) {
            exchange.getResponseHeaders().add("Retry-After", "0");
            TestServer.send(exchange, 503, "busy");
          } else {
            exchange.close();
          }
        });
    String bodies = folder.resolve("bodies").toString();
    Ran ran = multifetch("get", "--retry", "1", "--output-dir", bodies, server.url("/lost"));
    assertThat(ran.out())
        .satisfiesExactly(line -> assertThat(line).startsWith("CONNECTION").doesNotContain(" > "));
    assertThat(folder.resolve("bodies")).isEmptyDirectory();
  }

  @Test
  void bodiesAreSavedUnderSafeNames() {
    Path bodies = folder.resolve("new/bodies");
    Ran ran =
        multifetch(
            "get",
            "--json",
            "--output-dir",
            bodies.toString(),
            server.url("/a.txt"),
            server.url("/..%2f..%2fpasswd"));
    assertThat(ran.exitCode()).isZero();
    assertThat(bodies).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    assertThat(bodies.resolve("000000-a.txt")).hasContent("hello");
    assertThat(bodies.resolve("000001-passwd")).hasContent("hello");
    assertThat(ran.json().stream().map(line -> line.get("file").asString()))
        .containsExactlyInAnyOrder(
            bodies.resolve("000000-a.txt").toString(), bodies.resolve("000001-passwd").toString());
  }

  @Test
  void bodiesOfAnEarlierRunStay() {
    String bodies = folder.resolve("bodies").toString();
    multifetch("get", "--output-dir", bodies, server.url("/a"), server.url("/b"));
    server.answer("/later/", 200, "later");
    multifetch("get", "--output-dir", bodies, server.url("/later/a"));
    assertThat(folder.resolve("bodies/000000-a")).hasContent("hello");
    assertThat(folder.resolve("bodies/000002-a")).hasContent("later");
  }

  /// The first run has chosen its numbers when it asks the server, and then the second run begins.
  @Test
  void twoRunsMaySaveToOneFolder() throws IOException {
    Path bodies = folder.resolve("bodies");
    server.answer(
        "/a",
        exchange -> {
          multifetch("get", "--output-dir", bodies.toString(), server.url("/other/a"));
          TestServer.send(exchange, 200, "of the first run");
        });
    Ran ran = multifetch("get", "--json", "--output-dir", bodies.toString(), server.url("/a"));
    assertThat(bodies.resolve("000000-a")).hasContent("hello");
    assertThat(bodies.resolve("000000-2-a")).hasContent("of the first run");
    assertThat(ran.json().getFirst().get("file").asString()).endsWith("000000-2-a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--mirror", "--no-progress"})
  void whatAnotherRunIsWritingStays_andWhatADeadRunLeftGoes(String option) throws Exception {
    Path bodies = Files.createDirectory(folder.resolve("bodies"));
    Path inner = Files.createDirectory(bodies.resolve("inner"));
    Path dead = Files.writeString(inner.resolve("a.multifetch-1a2b3c4d.part"), "half");
    Path theirs = Files.writeString(bodies.resolve("film.1a2b3c4d.part"), "of a browser");
    String half = "x".repeat(200_000); // more than stays in memory
    CountDownLatch halfThere = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    server.answer(
        "/long",
        exchange -> {
          exchange.sendResponseHeaders(200, 2L * half.length());
          exchange.getResponseBody().write(half.getBytes(UTF_8));
          exchange.getResponseBody().flush();
          halfThere.countDown();
          await(goOn);
          exchange.getResponseBody().write(half.getBytes(UTF_8));
          exchange.close();
        });
    Process other =
        new ProcessBuilder(
                Executed.JAVA.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Multifetch.class.getName(),
                "get",
                "--output-dir",
                bodies.toString(),
                server.url("/long"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    await(halfThere);
    awaitFile(bodies, "000000-");

    multifetch("get", option, "--output-dir", bodies.toString(), server.url("/b"));

    assertThat(dead).doesNotExist();
    assertThat(theirs).hasContent("of a browser");
    goOn.countDown();
    assertThat(other.waitFor()).as(Files.readString(folder.resolve("said"))).isZero();
    assertThat(bodies.resolve("000000-long")).hasContent(half + half);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits until the folder has a file with such a name.
  static void awaitFile(Path folder, String part) throws IOException, InterruptedException {
    try (WatchService changes = folder.getFileSystem().newWatchService()) {
      folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Arrays.stream(folder.toFile().list()).anyMatch(name -> name.contains(part))) {
        assertThat(changes.poll(30, TimeUnit.SECONDS)).isNotNull().matches(WatchKey::reset);
      }
    }
  }

  @Test
  void twoRunsMayNotSaveWhatFailedToOneFile() throws Exception {
    Path failed = folder.resolve("failed");
    Process other =
        new ProcessBuilder(
                Executed.JAVA.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Multifetch.class.getName(),
                "get",
                "-i",
                "-",
                "--save-failed",
                failed.toString())
            .start();
    try (BufferedReader output = other.inputReader();
        Writer input = other.outputWriter()) {
      input.write("a\n");
      input.flush();
      assertThat(output.readLine()).startsWith("INVALID_URL");
      Ran ran = multifetch("get", "--save-failed", failed.toString(), "b");
      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).contains("--save-failed: another run writes to " + failed);
    }
    assertThat(other.waitFor()).isEqualTo(1);
    assertThat(failed).hasContent("a");
    assertThat(multifetch("get", "--save-failed", failed.toString(), "b").exitCode()).isEqualTo(1);
    assertThat(failed).hasContent("b");
  }

  @Test
  void withFailTheBodyOfAnErrorIsNotSaved() {
    Path bodies = folder.resolve("bodies");
    Ran ran =
        multifetch(
            "get",
            "--fail",
            "--json",
            "--output-dir",
            bodies.toString(),
            server.url("/missing"),
            server.url("/a"));
    assertThat(bodies).isDirectoryContaining(file -> file.endsWith("000001-a"));
    assertThat(bodies).isDirectoryNotContaining(file -> file.endsWith("000000-missing"));
    assertThat(ran.json())
        .anySatisfy(
            line -> {
              assertThat(line.get("status").asInt()).isEqualTo(404);
              assertThat(line.get("bytes").asInt()).isEqualTo(4);
              assertThat(line.get("file").isNull()).isTrue();
            });
    multifetch("get", "--output-dir", bodies.toString(), server.url("/missing"));
    assertThat(bodies.resolve("000002-missing")).hasContent("none");
  }

  @Test
  void aBodyThatCannotBeSavedCountsAsFailed_andTheOthersGoOn() throws IOException {
    Path bodies = folder.resolve("bodies");
    server.answer(
        "/a",
        exchange -> {
          Files.delete(bodies);
          TestServer.send(exchange, 200, "nowhere to go");
        });
    server.answer(
        "/b",
        exchange -> {
          Files.createDirectory(bodies);
          TestServer.send(exchange, 200, "hello");
        });
    Path failed = folder.resolve("failed");
    Ran ran =
        multifetch(
            "get",
            "--model",
            "blocking",
            "--output-dir",
            bodies.toString(),
            "--save-failed",
            failed.toString(),
            server.url("/a"),
            server.url("/b"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains(server.url("/a") + ": not written: ", "1 fetched, 1 failed");
    assertThat(bodies.resolve("000001-b")).hasContent("hello");
    assertThat(failed).hasContent(server.url("/a"));
  }

  /// The server would send 2 GiB.
  @Test
  void aBodyThatIsSavedHasABoundToo() throws IOException {
    server.answer(
        "/huge",
        exchange -> {
          exchange.sendResponseHeaders(200, 2L << 30);
          exchange.getResponseBody().flush();
        });
    String[] command = {"get", "--output-dir", folder.toString(), server.url("/huge")};
    Ran bounded = multifetch(command);
    assertThat(bounded.out().getFirst()).startsWith("TOO_LARGE");
    assertThat(bounded.err())
        .contains("body is over 1073741824 bytes; --max-body SIZE allows more");

    server.answer(
        "/huge/cut",
        exchange -> {
          exchange.sendResponseHeaders(200, 2L << 30);
          exchange.getResponseBody().write(1);
          exchange.close();
        });
    Ran free =
        multifetch(
            "get",
            "--max-body",
            "none",
            "--output-dir",
            folder.toString(),
            server.url("/huge/cut"));
    assertThat(free.out().getFirst()).startsWith("CONNECTION_LOST");
  }

  @Test
  void whatFailedCanBeFetchedAgain() throws IOException {
    String failed = folder.resolve("failed").toString();
    multifetch(
        "get", "--fail", "--save-failed", failed, server.url("/missing/x"), server.url("/a"), "b");
    assertThat(Files.readAllLines(Path.of(failed))) // in the order in which they failed
        .containsExactlyInAnyOrder("b", server.url("/missing/x"));
    server.answer("/missing/x", 200, "here now");
    Ran ran = multifetch("get", "-i", failed);
    assertThat(ran.out()).hasSize(2).anySatisfy(line -> assertThat(line).startsWith("200 "));
  }

  @Test
  @EnabledOnOs(OS.LINUX) // nowhere else is there a device that is always full
  void aFullDiskIsSaidOfEachUrlThatFailed_andTheOthersGoOn() {
    Ran ran = multifetch("get", "--save-failed", "/dev/full", "a", "b", server.url("/a"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains("a: not kept by --save-failed: No space left on device")
        .contains("b: not kept by --save-failed: No space left on device")
        .contains("multifetch: 1 fetched, 2 failed")
        .doesNotContain("Exception");
  }
}
