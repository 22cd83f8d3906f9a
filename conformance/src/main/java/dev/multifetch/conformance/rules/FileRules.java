package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyHandler;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.conformance.fixtures.Coded;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R56 and R58 for files: a file has its name when its body is whole, and what fails leaves none.
public interface FileRules {

  int ON_DISK = 1 << 20; // bytes; more than is kept in memory before a file is begun

  /// The writer gets the second part after it has handled the first.
  @Test
  default void r56_aFileHasItsNameWhenItIsWhole(Lab lab, @TempDir Path folder) throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    Watched file = Watched.toFile(folder.resolve("body"));
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\nfirst");
              file.awaitWritten(5);
              connection.send("-second");
              looked.await();
              connection.answer("-th");
            });
    Running running = lab.start(lab.open(lab.options().bodies(file)), List.of(server.url("/")));

    file.awaitWritten(12);
    assertThat(folder.resolve("body")).as("the file of half a body").doesNotExist();
    looked.countDown();

    Fetched fetched = Lab.fetched(running.next());
    assertThat(fetched.body()).as("body in memory").isEmpty();
    assertThat(fetched.bodyBytes()).as("length of the body").isEqualTo(15);
    assertThat(folder.resolve("body")).hasContent("first-second-th");
    assertThat(running.ended()).isEmpty();
    assertThat(files(folder)).as("files in the folder").containsExactly(folder.resolve("body"));
  }

  @Test
  default void r56_whatFailsLeavesNoFile(Lab lab, @TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("body"), "of an earlier run");
    ScriptedServer server = lab.server(Scripts.once(half()));

    Lab.failed(lab.fetch(toFiles(lab, folder), server.url("/")), CONNECTION_LOST);

    assertThat(files(folder)).as("files in the folder").containsExactly(folder.resolve("body"));
    assertThat(Files.size(folder.resolve("body")))
        .as("bytes of the file of an earlier run")
        .isEqualTo("of an earlier run".length());
  }

  @Test
  default void r58_aFileThatIsGivenUpLeavesNothing(Lab lab, @TempDir Path folder) throws Exception {
    Watched file = Watched.toFile(folder.resolve("body"));
    ScriptedServer server = lab.server(Scripts.onceAndStay(half()));
    Fetcher fetcher = lab.open(lab.options().bodies(file));
    Running running = lab.start(fetcher, List.of(server.url("/")));

    file.awaitWritten(ON_DISK);
    fetcher.close();

    Lab.failed(running.next(), CANCELLED);
    assertThat(running.ended()).isEmpty();
    assertThat(files(folder)).as("files in the folder").isEmpty();
  }

  /// A response whose second half does not come.
  private static String half() {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(2 * ON_DISK, "x".repeat(ON_DISK));
  }

  @Test
  default void r56_whatIsTriedAgainLeavesNoFile(Lab lab, @TempDir Path folder) throws Exception {
    String busy = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy";
    ScriptedServer server = lab.server(Diary.of(busy, "")); // later it closes
    FetchOptions.Builder options =
        toFiles(lab, folder).politeness(new Polite().attempts(2).build());

    Lab.failed(lab.fetch(options, server.url("/")), CONNECTION_LOST);

    assertThat(files(folder)).as("files in the folder").isEmpty();
  }

  @Test
  default void r56_anEmptyBodyIsAnEmptyFile(Lab lab, @TempDir Path folder) throws Exception {
    for (String head : List.of("200 OK\r\nContent-Length: 0", "204 No Content", "200 OK")) {
      ScriptedServer server = lab.server(Scripts.once("HTTP/1.1 " + head + "\r\n\r\n"));
      Lab.fetched(lab.fetch(toFiles(lab, folder), server.url("/")));
      assertThat(folder.resolve("body")).as("file after %s", head).exists().isEmptyFile();
      Files.delete(folder.resolve("body"));
    }
  }

  @Test
  default void r56_codingsAreUndoneOnTheWay(Lab lab, @TempDir Path folder) throws Exception {
    String coded = Coded.gzip("x".repeat(100_000));
    ScriptedServer server =
        lab.server(
            Scripts.always(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(coded.length(), coded)));
    Fetched fetched = Lab.fetched(lab.fetch(toFiles(lab, folder), server.url("/")));
    assertThat(fetched.bodyBytes()).as("length of the decoded body").isEqualTo(100_000);
    assertThat(folder.resolve("body")).hasContent("x".repeat(100_000));
    Lab.failed(lab.fetch(toFiles(lab, folder).maxBodyBytes(99_999), server.url("/")), TOO_LARGE);
  }

  private static FetchOptions.Builder toFiles(Lab lab, Path folder) {
    return lab.options().bodies(BodyHandler.toFiles(response -> folder.resolve("body")));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
