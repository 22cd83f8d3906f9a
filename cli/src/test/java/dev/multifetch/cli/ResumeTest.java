package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A run that goes on where the one before was.
@Timeout(60)
class ResumeTest {

  @TempDir private Path folder;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private TestServer server;
  private Path results;
  private Path bodies;

  @BeforeEach
  void open() throws IOException {
    results = folder.resolve("results.jsonl");
    bodies = folder.resolve("bodies");
    server =
        new TestServer()
            .answer(
                "/",
                exchange -> {
                  String path = exchange.getRequestURI().getPath();
                  asked.add(path);
                  TestServer.send(exchange, path.startsWith("/missing") ? 404 : 200, path);
                });
  }

  @AfterEach
  void close() {
    server.close();
  }

  private Ran resume(String... arguments) {
    List<String> command = new ArrayList<>(List.of("get", "--resume", results.toString()));
    command.addAll(List.of(arguments));
    return multifetch(command.toArray(String[]::new));
  }

  private Ran resumeSaving(String... urls) {
    List<String> arguments = new ArrayList<>(List.of("--output-dir", bodies.toString()));
    arguments.addAll(List.of(urls));
    return resume(arguments.toArray(String[]::new));
  }

  @Test
  void whatIsFetchedIsSkipped_andWhatFailedIsTriedAgain() throws IOException {
    Ran first = resume("--fail", server.url("/a"), "bad", server.url("/missing"));
    assertThat(first.out()).isEmpty();
    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(Files.readAllLines(results)).hasSize(3);

    Ran second = resume("--fail", server.url("/a"), "bad", server.url("/missing"));
    assertThat(second.err()).contains("multifetch: 0 fetched, 1 skipped, 2 failed, ");
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(Files.readAllLines(results)).hasSize(5);

    Ran third = resume(server.url("/a"), "bad", server.url("/missing"), server.url("/later"));
    assertThat(third.err()).contains("multifetch: 1 fetched, 2 skipped, 1 failed, ");
    assertThat(asked).containsExactlyInAnyOrder("/a", "/missing", "/missing", "/later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"index\":1,\"url\":\"http:/", "{\"index\":1,\"failure\":nul"})
  void aTornLastLineIsCutOff(String torn) throws IOException {
    resume(server.url("/a"));
    String whole = Files.readString(results);
    Files.writeString(results, torn, StandardOpenOption.APPEND);
    assertThat(resume(server.url("/a"), server.url("/b")).exitCode()).isZero();
    assertThat(asked).containsExactlyInAnyOrder("/a", "/b");
    assertThat(results).content().startsWith(whole + "{\"index\":1,").endsWith("}\n");
    assertThat(results).content().hasLineCount(2);
  }

  @Test
  void aWholeLastLineWithoutALineBreakCounts() throws IOException {
    resume(server.url("/a"));
    Files.writeString(results, Files.readString(results).strip());
    assertThat(resume(server.url("/a"), server.url("/b")).exitCode()).isZero();
    assertThat(asked).containsExactlyInAnyOrder("/a", "/b");
    assertThat(results).content().hasLineCount(2);
  }

  @ParameterizedTest
  @MethodSource("dev.multifetch.cli.GetCommandTest#models")
  void anotherListIsRefused(String model) throws IOException {
    resume(server.url("/a"), server.url("/b"));
    Ran ran = resume("--model", model, server.url("/a"), server.url("/c"), server.url("/d"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .containsPattern(
            "multifetch get: --resume: .*results.jsonl: line [12] has index 1 and "
                + server.url("/b")
                + ", and the list has "
                + server.url("/c")
                + " there: name the list of that run");
    assertThat(Files.readAllLines(results)).hasSize(2);
  }

  @Test
  void aShorterListIsRefused() {
    resume(server.url("/a"), server.url("/b"));
    Ran ran = resume(server.url("/a"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("has index 1 and " + server.url("/b") + ", and the list ends before that");
  }

  @Test
  void anInterruptEndsTheRun_thoughTheListWasNotReadToItsEnd() {
    String[] urls = {"--fail", server.url("/missing/x"), server.url("/a")};
    resume(urls);
    CountDownLatch arrived = new CountDownLatch(1);
    server.swallow("/missing/x", arrived);
    Thread test = Thread.currentThread();
    Thread.startVirtualThread(
        () -> {
          try {
            arrived.await();
            test.interrupt();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    // This model reads the second URL after the first has ended, by its time-out.
    Ran ran = resume("--model", "blocking", "--timeout", "2s", urls[0], urls[1], urls[2]);
    assertThat(ran.err())
        .contains(
            "multifetch: interrupted: ",
            "; the URLs up to argument 1 were begun,",
            "repeat the command");
    assertThat(ran.exitCode()).isEqualTo(130);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://h/a\nhttp://h/b\n", "http://h/a\nhttp://h/b", "[]\n", "{}\n"})
  void aFileOfAnotherKindIsRefusedAndStays(String content) throws IOException {
    Files.writeString(results, content);
    Ran ran = resume(server.url("/a"));
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .containsPattern("--resume: .*: (line 1 is|its last line is) not a result that get --json");
    assertThat(results).hasContent(content);
    assertThat(asked).isEmpty();
  }

  @Test
  void theListIsNotAppendedTo() throws IOException {
    resume(server.url("/a"));
    Ran ran = resume("-i", results.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--resume: " + results + " is what -i reads");
  }

  @Test
  void twoRunsMayNotResumeOneFile() {
    server.answer(
        "/first", exchange -> TestServer.send(exchange, 200, resume(server.url("/first")).err()));
    resumeSaving(server.url("/first"));
    assertThat(bodies.resolve("000000-first"))
        .content()
        .contains("--resume: another run writes to " + results + ": wait for its end");
  }

  @Test
  void whatAKilledRunLeftIsReplaced() throws IOException {
    resumeSaving(server.url("/a"), server.url("/b"));
    List<String> lines = Files.readAllLines(results);
    lines.removeIf(line -> line.contains("\"index\":1"));
    Files.write(results, lines); // as if it was killed before this line
    Files.writeString(bodies.resolve("000001-b.multifetch-1a2b3c4d.part"), "half");

    Ran ran = resumeSaving(server.url("/a"), server.url("/b"));

    assertThat(ran.exitCode()).isZero();
    assertThat(asked).containsExactlyInAnyOrder("/a", "/b", "/b");
    try (var files = Files.list(bodies)) {
      assertThat(files)
          .containsExactlyInAnyOrder(bodies.resolve("000000-a"), bodies.resolve("000001-b"));
    }
  }

  @Test
  void theNumbersOfARunInAFullFolderGoOn() throws IOException {
    Files.createDirectory(bodies);
    Files.writeString(bodies.resolve("000006-x"), "of another run");
    Ran first = multifetch("get", "--json", "--output-dir", bodies.toString(), server.url("/a"));
    Files.write(results, first.out());
    assertThat(resumeSaving(server.url("/a"), server.url("/b")).exitCode()).isZero();
    assertThat(bodies.resolve("000007-a")).hasContent("/a");
    assertThat(bodies.resolve("000008-b")).hasContent("/b");
  }

  @Test
  void withAFolderWhatWasNotSavedIsNotDone() {
    resume(server.url("/a"));
    assertThat(resumeSaving(server.url("/a")).err()).contains("1 fetched, 0 failed");
    assertThat(bodies.resolve("000000-a")).hasContent("/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--no-progress", "--mirror", "--name={file}"})
  void aFileThatWasDeletedIsFetchedAgain(String naming) throws IOException {
    String[] run = {naming, server.url("/a"), server.url("/b"), server.url("/x/b")};
    resumeSaving(run);
    Map<Path, String> before = saved();
    assertThat(before).hasSize(3);
    for (Path file : before.keySet()) {
      Files.delete(file);
      assertThat(resumeSaving(run).err()).contains("1 fetched, 2 skipped, 0 failed, ");
      assertThat(saved()).isEqualTo(before);
    }
  }

  private Map<Path, String> saved() throws IOException {
    Map<Path, String> saved = new HashMap<>();
    try (Stream<Path> files = Files.walk(bodies)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        saved.put(file, Files.readString(file));
      }
    }
    return saved;
  }

  @Test
  void whatFailsAgainIsSavedAgain() {
    String failed = folder.resolve("failed").toString();
    for (int run = 1; run <= 2; run++) {
      resume("--fail", "--save-failed", failed, server.url("/a"), server.url("/missing"));
      assertThat(Path.of(failed)).hasContent(server.url("/missing"));
    }
  }

  @Test
  void aFolderThatIsNotThatOfTheResultsIsRefused() throws IOException {
    resumeSaving(server.url("/a"));
    Ran other = resume("--output-dir", folder.resolve("other").toString(), server.url("/a"));
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("--resume: line 1 names the file ", "which is not in ");

    Ran within =
        multifetch(
            "get",
            "--output-dir",
            bodies.toString(),
            "--resume",
            bodies.resolve("x").toString(),
            "a");
    assertThat(within.err()).contains("--resume: ", " is in ", ": name a file elsewhere");

    Files.delete(results);
    Ran full = resumeSaving(server.url("/a"));
    assertThat(full.exitCode()).isEqualTo(2);
    assertThat(full.err()).contains("is new, and " + bodies + " has files of another run");
    assertThat(results).doesNotExist();
  }

  @Test
  void aDeviceIsRefused() {
    Ran ran = multifetch("get", "--resume", "/dev/null", server.url("/a"));
    assertThat(ran.err()).contains("--resume: /dev/null is not a file");
  }
}
