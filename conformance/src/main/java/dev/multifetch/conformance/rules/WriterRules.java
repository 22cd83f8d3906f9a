package dev.multifetch.conformance.rules;

import static dev.multifetch.FailureKind.CANCELLED;
import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.DEADLINE;
import static dev.multifetch.FailureKind.INTERNAL;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.FailureKind.WRITE_FAILED;
import static dev.multifetch.conformance.servers.Scripts.ok;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.BodyHandler;
import dev.multifetch.FailureKind;
import dev.multifetch.FetchOptions;
import dev.multifetch.Fetched;
import dev.multifetch.Fetcher;
import dev.multifetch.Outcome;
import dev.multifetch.conformance.fixtures.Coded;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R56 to R60: bodies that do not stay in memory, that take long, and that must not be decoded.
public interface WriterRules {

  int LARGE = 64 << 20; // more than all sockets and buffers on the way hold

  int ON_DISK = 1 << 20; // more than is kept in memory before a file is begun

  /// A response whose second half does not come.
  private static String half() {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(2 * ON_DISK, "x".repeat(ON_DISK));
  }

  private static FetchOptions.Builder toFiles(Lab lab, Path folder) {
    return lab.options().bodies(BodyHandler.toFiles(response -> folder.resolve("body")));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

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
  default void r56_anEmptyBodyIsAnEmptyFile(Lab lab, @TempDir Path folder) throws Exception {
    for (String head : List.of("200 OK\r\nContent-Length: 0", "204 No Content", "200 OK")) {
      ScriptedServer server = lab.server(Scripts.once("HTTP/1.1 " + head + "\r\n\r\n"));
      Lab.fetched(lab.fetch(toFiles(lab, folder), server.url("/")));
      assertThat(folder.resolve("body")).as("file after %s", head).exists().isEmptyFile();
      Files.delete(folder.resolve("body"));
    }
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

  @Test
  default void r56_bodiesMayGoNowhere(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("x".repeat(100_000))));
    Fetched fetched =
        Lab.fetched(lab.fetch(lab.options().bodies(BodyHandler.discarding()), server.url("/")));
    assertThat(fetched.body()).isEmpty();
    assertThat(fetched.bodyBytes()).isEqualTo(100_000);
  }

  @Test
  default void r56_theHandlerIsAskedForTheLastResponse(Lab lab) throws Exception {
    List<BodyHandler.Response> asked = new ArrayList<>();
    SlowWriter writer = SlowWriter.thatDoesNotWait();
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              connection.answer(Scripts.redirect(302, "/there"));
              connection.request();
              connection.answer("HTTP/1.1 404 No\r\nContent-Length: 4\r\nX: y\r\n\r\nbody");
            });
    BodyHandler handler =
        response -> {
          asked.add(response);
          return writer;
        };

    Lab.fetched(lab.fetch(lab.options().bodies(handler), server.url("/here")));

    assertThat(asked).as("responses that the handler was asked for").hasSize(1);
    assertThat(asked.getFirst().index()).isZero();
    assertThat(asked.getFirst().url()).isEqualTo(server.url("/here"));
    assertThat(asked.getFirst().finalUrl()).isEqualTo(server.url("/there"));
    assertThat(asked.getFirst().status()).isEqualTo(404);
    assertThat(asked.getFirst().headers().first("X")).contains("y");
    assertThat(writer.events()).containsExactly("write 4", "finish");
  }

  @Test
  default void r57_aWriterThatWaitsStopsItsServer(Lab lab) throws Exception {
    AtomicLong sent = new AtomicLong();
    ScriptedServer server = lab.server(large(sent));
    try (SlowWriter slow = SlowWriter.thatWaits()) {
      Fetcher fetcher = lab.open(patient(lab).maxBodyBytes(LARGE).bodies(_ -> slow));
      Running running = lab.start(fetcher, List.of(server.url("/")));

      slow.awaitWaiting();
      assertThat(stalledAt(sent)).as("bytes sent while nothing is written").isLessThan(LARGE / 2);
      slow.goOn();

      assertThat(Lab.fetched(running.next()).bodyBytes()).isEqualTo(LARGE);
      assertThat(slow.events().getLast()).isEqualTo("finish");
    }
  }

  private static FetchOptions.Builder patient(Lab lab) {
    return lab.options().timeout(Duration.ofSeconds(25));
  }

  private static Script large(AtomicLong sent) {
    return connection -> {
      connection.request();
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
      byte[] piece = new byte[64 << 10];
      while (sent.get() < LARGE) {
        connection.send(piece);
        sent.addAndGet(piece.length);
      }
      connection.awaitClientClose();
    };
  }

  /// How many bytes the server has sent when it stops sending.
  private static long stalledAt(AtomicLong sent) throws InterruptedException {
    long before = -1;
    while (before != sent.get()) {
      before = sent.get();
      Thread.sleep(300); // a stall has no event
    }
    return before;
  }

  @Test
  default void r57_writersThatWaitHoldUpNoOther(Lab lab) throws Exception {
    FetchOptions.Builder options = patient(lab).maxInFlight(65);
    int waiting = lab.concurrency(options) - 1;
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    List<SlowWriter> writers = new ArrayList<>();
    List<URI> urls = new ArrayList<>();
    for (int i = 0; i < waiting; i++) {
      writers.add(SlowWriter.thatWaits());
      urls.add(server.url("/slow/" + i));
    }
    urls.add(server.url("/free"));
    options.bodies(
        response ->
            response.index() < waiting
                ? writers.get((int) response.index())
                : SlowWriter.thatDoesNotWait());
    Running running = lab.start(lab.open(options), urls);

    try {
      Outcome first = running.next(lab.patience());
      assertThat(first.index()).as("index of the URL that ends first").isEqualTo(waiting);
      for (SlowWriter writer : writers) {
        writer.awaitWaiting();
        writer.goOn();
      }
      assertThat(running.ended()).isEmpty();
      assertThat(running.delivered()).hasSize(waiting).allMatch(Fetched.class::isInstance);
    } finally {
      writers.forEach(SlowWriter::close);
    }
  }

  @Test
  default void r58_aWriterThatThrowsFailsItsUrlAlone(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    for (String method : List.of("open", "write", "finish")) {
      SlowWriter broken =
          SlowWriter.thatThrows(method, new IOException("/disk/body: No space left on device"));
      Fetcher fetcher =
          lab.open(
              lab.options()
                  .bodies(
                      response ->
                          response.index() == 0 ? broken.opened() : SlowWriter.thatDoesNotWait()));

      List<Outcome> outcomes =
          Lab.outcomes(fetcher, List.of(server.url("/full"), server.url("/other")));

      assertThat(Lab.failed(outcomes.getFirst(), WRITE_FAILED).detail())
          .as("detail where %s() throws", method)
          .contains("/disk/body: No space left on device");
      Lab.fetched(outcomes.getLast());
      if (!method.equals("open")) {
        broken.awaitAbort(lab.patience());
      }
    }
  }

  @Test
  default void r58_whatElseAWriterThrowsIsItsUrlsOutcome(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    for (Throwable thrown : List.of(new IllegalStateException("no"), new StackOverflowError())) {
      SlowWriter broken = SlowWriter.thatThrows("write", thrown);
      Lab.failed(lab.fetch(lab.options().bodies(_ -> broken.opened()), server.url("/")), INTERNAL);
      broken.awaitAbort(lab.patience());
    }
  }

  @Test
  default void r58_theTimeoutAbortsAWriterThatWaits(Lab lab) throws Exception {
    aborted(lab, lab.options().timeout(Duration.ofMillis(300)), TIMED_OUT);
  }

  @Test
  default void r58_theDeadlineAbortsAWriterThatWaits(Lab lab) throws Exception {
    aborted(lab, patient(lab).deadline(Duration.ofMillis(300)), DEADLINE);
  }

  private static void aborted(Lab lab, FetchOptions.Builder options, FailureKind kind)
      throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    try (SlowWriter slow = SlowWriter.thatWaits()) {
      Fetcher fetcher = lab.open(options.bodies(_ -> slow));
      Running running = lab.start(fetcher, List.of(server.url("/")));

      Lab.failed(running.next(lab.patience()), kind);
      slow.awaitAbort(lab.patience());
    }
  }

  @Test
  default void r58_closeAbortsAWriterThatWaits(Lab lab) throws Exception {
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    try (SlowWriter slow = SlowWriter.thatWaits()) {
      Fetcher fetcher = lab.open(patient(lab).bodies(_ -> slow));
      Running running = lab.start(fetcher, List.of(server.url("/")));

      slow.awaitWaiting();
      fetcher.close();

      Lab.failed(running.next(lab.patience()), CANCELLED);
      assertThat(running.ended()).isEmpty();
      slow.awaitAbort(lab.patience());
    }
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

  @Test
  default void r59_aServerThatStopsIsTimedOut(Lab lab) throws Exception {
    stalls(lab, Scripts.silent());
    stalls(lab, Scripts.onceAndStay("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst"));
  }

  @Test
  default void r59_aServerThatStopsBehindARedirectIsTimedOut(Lab lab) throws Exception {
    stalls(
        lab,
        connection -> {
          connection.request();
          connection.answer(
              "HTTP/1.1 302 Found\r\nLocation: /silent\r\nContent-Length: 4\r\n\r\nbody");
          connection.awaitClientClose();
        });
  }

  private static void stalls(Lab lab, Script script) throws Exception {
    FetchOptions.Builder options = patient(lab).stallTimeout(Duration.ofMillis(300));
    Running running = lab.start(lab.open(options), List.of(lab.server(script).url("/")));
    assertThat(Lab.failed(running.next(lab.patience()), TIMED_OUT).detail())
        .contains("nothing came for 300 ms");
  }

  @Test
  default void r59_aSlowBodyDoesNotStop(Lab lab) throws Exception {
    ScriptedServer server =
        lab.server(
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n");
              for (int i = 0; i < 30; i++) {
                connection.send("x");
                Thread.sleep(50); // far less than may pass, and all together more
              }
              connection.awaitClientClose();
            });
    FetchOptions.Builder options = patient(lab).stallTimeout(Duration.ofSeconds(1));
    assertThat(Lab.fetched(lab.fetch(options, server.url("/"))).bodyBytes()).isEqualTo(30);
  }

  @Test
  default void r59_aWriterThatWaitsIsNoStall(Lab lab) throws Exception {
    SlowWriter slow = SlowWriter.thatWaits();
    ScriptedServer server = lab.server(Scripts.always(ok("body")));
    Fetcher fetcher = lab.open(patient(lab).stallTimeout(Duration.ofMillis(100)).bodies(_ -> slow));
    Running running = lab.start(fetcher, List.of(server.url("/")));

    slow.awaitWaiting();
    Thread.sleep(400); // four times what a server may be silent for
    slow.goOn();

    Lab.fetched(running.next());
  }

  @Test
  default void r60_withoutDecodingABodyStaysAsItWasSent(Lab lab) throws Exception {
    String coded = Coded.gzip("an archive");
    ScriptedServer server =
        lab.server(
            Scripts.always(
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(coded.length(), coded)));
    Fetched fetched =
        Lab.fetched(lab.fetch(lab.options().decoding(false), server.url("/a.tar.gz")));
    assertThat(fetched.body()).as("body of an archive").isEqualTo(coded.getBytes(ISO_8859_1));
    assertThat(server.requests().getFirst())
        .as("request for a body as it is")
        .containsIgnoringCase("\r\naccept-encoding: identity\r\n");
  }
}
