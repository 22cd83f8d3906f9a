package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What ends `get` before its URLs do.
@Timeout(60)
class GetEndsTest {

  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer().answer("/", 200, "hello");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void theDeadlineIsForTheWholeRun() {
    CountDownLatch arrived = new CountDownLatch(1);
    server.swallow("/never", arrived);
    Ran ran = multifetch("get", "--deadline", "300ms", server.url("/never"));
    assertThat(ran.out()).satisfiesExactly(line -> assertThat(line).startsWith("DEADLINE "));
  }

  @Test
  void theDeadlineEndsARunWhoseInputDoesNotEnd() throws IOException {
    try (PipedInputStream in = new PipedInputStream();
        PipedOutputStream _ = new PipedOutputStream(in)) {
      Ran ran = multifetch(in, new ByteArrayOutputStream(), "get", "-i", "-", "--deadline", "1ms");
      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err()).contains("the deadline passed before the URLs ended");
    }
  }

  @Test
  void theDeadlineEndsARunWhoseInputTrickles() {
    InputStream trickle =
        new InputStream() {
          private int read;

          @Override
          public int read() {
            return read++ % 2 == 0 ? 'x' : '\n';
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            LockSupport.parkNanos(2_000_000); // shorter than a lull
            for (int i = from; i < from + 2; i++) {
              bytes[i] = (byte) read();
            }
            return 2;
          }
        };
    Ran ran =
        multifetch(trickle, new ByteArrayOutputStream(), "get", "-i", "-", "--deadline", "1ms");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("the deadline passed before the URLs ended");
  }

  @Test
  void afterTheDeadlineAListIsReadNoFurther_andWhatWasReadHasItsOutcome(@TempDir Path folder)
      throws IOException {
    server.swallow("/never", new CountDownLatch(1));
    String lines = (server.url("/never") + "\n").repeat(100_000);
    Path list = Files.writeString(folder.resolve("urls"), lines);
    Path failed = folder.resolve("failed");
    Ran ran =
        multifetch(
            "get",
            "--deadline",
            "500ms",
            "-i",
            list.toString(),
            "--save-failed",
            failed.toString());
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).hasSizeLessThan(1_000).allMatch(line -> line.startsWith("DEADLINE "));
    assertThat(Files.readAllLines(failed)).hasSameSizeAs(ran.out());
    assertThat(ran.err())
        .contains("the deadline passed before the URLs ended")
        .contains("; the URLs up to line %d were begun, and ".formatted(ran.out().size()))
        .contains("none after it. To go on, fetch what failed again, and the rest of the list\n");
  }

  @Test
  void aShortListIsToldToItsEndAfterTheDeadline(@TempDir Path folder) throws IOException {
    server.swallow("/never", new CountDownLatch(1));
    String lines = server.url("/never") + "\n# x\nbad\n" + server.url("/late") + "\n";
    Path list = Files.writeString(folder.resolve("urls"), lines);
    Ran ran = multifetch("get", "--deadline", "500ms", "-j", "1", "-i", list.toString());
    assertThat(ran.out()).hasSize(3).last().asString().startsWith("DEADLINE ").endsWith("/late");
    assertThat(ran.err()).contains("line 3: ").doesNotContain("before the URLs ended");
  }

  @Test
  void theDeadlineEndsAListOfWhatAreNoUrls() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            for (int i = 0; i < length; i++) {
              bytes[from + i] = (byte) (i % 2 == 0 ? 'x' : '\n');
            }
            return length;
          }
        };
    Ran ran =
        multifetch(endless, new ByteArrayOutputStream(), "get", "-i", "-", "--deadline", "100ms");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("the deadline passed before the URLs ended");
  }

  /// The time-out of the run is longer than the test's.
  @ParameterizedTest
  @MethodSource("dev.multifetch.cli.GetCommandTest#models")
  void aRedirectWhoseBodyStallsIsFollowed(String model) {
    CountDownLatch over = new CountDownLatch(1);
    server.answer(
        "/from",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/there");
          exchange.sendResponseHeaders(302, 10);
          exchange.getResponseBody().write("half".getBytes(UTF_8));
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            exchange.close(); // the test is over
          }
        });
    Ran ran = multifetch("get", "--json", "--model", model, "--timeout", "2m", server.url("/from"));
    over.countDown();
    assertThat(ran.json().getFirst().get("finalUrl").asString()).isEqualTo(server.url("/there"));
  }

  @Test
  void whereARedirectedUrlFailedIsSaid() {
    server.answer(
        "/from",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/there");
          TestServer.send(exchange, 302, "");
        });
    Ran ran = multifetch("get", server.url("/from"));
    assertThat(ran.err()).contains("after 1 redirect, at http://127.0.0.1:1/there: ");
  }

  @Test
  void outputThatNobodyReadsEndsTheRunWithoutAWord() {
    Ran ran =
        multifetch(InputStream.nullInputStream(), failing("Broken pipe"), "get", server.url("/a"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void outputThatCannotBeWrittenEndsTheRunAndIsSaid() {
    Ran ran =
        multifetch(
            InputStream.nullInputStream(),
            failing("No space left on device"),
            "get",
            server.url("/a"));
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("cannot write to standard output: No space left on device");
  }

  @Test
  void anInterruptEndsTheRun() {
    CountDownLatch arrived = new CountDownLatch(1);
    server.swallow("/never", arrived);
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
    Ran ran = multifetch("get", server.url("/never"));
    assertThat(ran.exitCode()).isEqualTo(130);
    assertThat(ran.err()).contains("multifetch: interrupted: 0 fetched");
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }

      @Override
      public String toString() {
        return "";
      }
    };
  }
}
