package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void aBodyThatCannotBeSavedCountsAsFailed_andTheOthersGoOn() throws IOException {
    Files.createDirectories(folder.resolve("000000-a/in the way"));
    Path failed = folder.resolve("failed");
    Ran ran =
        multifetch(
            "get",
            "--output-dir",
            folder.toString(),
            "--save-failed",
            failed.toString(),
            server.url("/a"),
            server.url("/b"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains(server.url("/a") + ": not written: ", "1 fetched, 1 failed");
    assertThat(folder.resolve("000001-b")).hasContent("hello");
    assertThat(failed).hasContent(server.url("/a"));
  }

  @Test
  void whatFailedCanBeFetchedAgain() {
    String failed = folder.resolve("failed").toString();
    multifetch(
        "get", "--fail", "--save-failed", failed, server.url("/missing/x"), server.url("/a"), "b");
    assertThat(Path.of(failed)).hasContent("b\n" + server.url("/missing/x"));
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
