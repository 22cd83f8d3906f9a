package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Standard input that comes a line at a time.
@Timeout(60)
class GetInputTest {

  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer().answer("/", 200, "hello");
  }

  @AfterEach
  void close() {
    server.close();
  }

  static Stream<String> modelsThatHaveSeveralAtWork() {
    return GetCommandTest.models().filter(model -> !model.startsWith("blocking"));
  }

  @ParameterizedTest
  @MethodSource("dev.multifetch.cli.GetCommandTest#models")
  void slowInputDoesNotHoldAResultBack(String model) throws Exception {
    Seen out = new Seen("/first");
    Ran ran = typed(out, server.url("/first"), out.seen, server.url("/second"), model);
    assertThat(ran.out()).map(GetInputTest::path).containsExactly("/first", "/second");
  }

  /// The server answers the first when the result of the second is there.
  @ParameterizedTest
  @MethodSource("modelsThatHaveSeveralAtWork")
  void aUrlThatHangsHoldsUpNoneThatIsTypedLater(String model) throws Exception {
    Seen out = new Seen("/second");
    CountDownLatch arrived = new CountDownLatch(1);
    server.answer(
        "/first",
        exchange -> {
          arrived.countDown();
          try {
            out.seen.await();
          } catch (InterruptedException e) {
            return; // the test is over
          }
          TestServer.send(exchange, 200, "at last");
        });
    Ran ran = typed(out, server.url("/first"), arrived, server.url("/second"), model);
    assertThat(ran.out()).map(GetInputTest::path).containsExactly("/second", "/first");
  }

  @Test
  void anInvalidLineIsToldWhileAUrlHangs() throws Exception {
    Seen out = new Seen("INVALID_URL");
    CountDownLatch arrived = new CountDownLatch(1);
    server.answer(
        "/first",
        exchange -> {
          arrived.countDown();
          try {
            out.seen.await();
          } catch (InterruptedException e) {
            return; // the test is over
          }
          TestServer.send(exchange, 200, "at last");
        });
    Ran ran = typed(out, server.url("/first"), arrived, "no/second", "virtual-threads");
    assertThat(ran.out()).map(GetInputTest::path).containsExactly("/second", "/first");
  }

  @Test
  void aConnectionOutlastsALullInTheInput() throws Exception {
    Set<Integer> ports = ConcurrentHashMap.newKeySet();
    server.answer(
        "/port",
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          TestServer.send(exchange, 200, "hello");
        });
    Seen out = new Seen("/first");
    typed(out, server.url("/port/first"), out.seen, server.url("/port/second"), "virtual-threads");
    assertThat(ports).as("connections").hasSize(1);
  }

  private static Ran typed(
      Seen out, String first, CountDownLatch between, String second, String model)
      throws IOException {
    try (PipedInputStream in = new PipedInputStream();
        PipedOutputStream user = new PipedOutputStream(in)) {
      user.write((first + "\n").getBytes(UTF_8));
      user.flush();
      Thread.startVirtualThread(
          () -> {
            try (user) {
              between.await();
              user.write((second + "\n").getBytes(UTF_8));
            } catch (IOException | InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
      return multifetch(in, out, "get", "-i", "-", "--model", model);
    }
  }

  private static String path(String line) {
    return line.substring(line.lastIndexOf('/'));
  }
}
