package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
  void ofAFileEveryLineIsToldAfterTheDeadline(@TempDir Path folder) throws IOException {
    String lines = (server.url("/a") + "\n# x\nbad\n").repeat(1_000);
    Path list = Files.writeString(folder.resolve("urls"), lines);
    Ran ran = multifetch("get", "--json", "-i", list.toString(), "--deadline", "1ms");
    assertThat(ran.json())
        .extracting(line -> line.get("index").asInt())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2_000).boxed().toList());
    assertThat(ran.out()).anySatisfy(line -> assertThat(line).contains("line 3000: no scheme"));
    assertThat(ran.err()).doesNotContain("the deadline passed before the URLs ended");
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
