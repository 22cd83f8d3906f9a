package dev.multifetch.cli;

import static dev.multifetch.cli.Ran.multifetch;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/// How much `get` asks of servers, and what it tries again.
@Timeout(60)
class GetPolitelyTest {

  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer().answer("/", 200, "hello");
  }

  @AfterEach
  void close() {
    server.close();
  }

  /// The server answers two at a time: fewer would wait for each other for ever.
  @Test
  void aHostHasSoManyUrlsAtOnce() {
    AtomicInteger atWork = new AtomicInteger();
    AtomicInteger peak = new AtomicInteger();
    CyclicBarrier two = new CyclicBarrier(2);
    server.answer(
        "/counted",
        exchange -> {
          peak.accumulateAndGet(atWork.incrementAndGet(), Math::max);
          try {
            two.await();
          } catch (InterruptedException | BrokenBarrierException e) {
            return; // the test is over
          }
          atWork.decrementAndGet();
          TestServer.send(exchange, 200, "counted");
        });
    Ran ran = get(12, "/counted/", "--per-host", "2");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).hasSize(12);
    assertThat(peak).hasValue(2);
  }

  @Test
  void aHostThatMayNotBeAskedHoldsUpNoOther() throws IOException {
    Seen out = new Seen("/other");
    server.hold("/held", out.seen);
    try (TestServer other = new TestServer().answer("/", 200, "hello")) {
      Ran ran =
          multifetch(
              System.in,
              out,
              "get",
              "-j",
              "2",
              "--per-host",
              "1",
              server.url("/held"),
              server.url("/a"),
              server.url("/b"),
              other.url("/other"));
      assertThat(ran.out()).hasSize(4).first().asString().endsWith("/other");
    }
  }

  @Test
  void aHostIsLeftAloneForTheDelay() {
    long began = System.nanoTime();
    assertThat(get(3, "/", "--delay", "200ms").out()).hasSize(3);
    assertThat(since(began)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
  }

  @Test
  void urlsBeginAtTheRate() {
    long began = System.nanoTime();
    assertThat(get(4, "/", "--rate", "10/s").out()).hasSize(4);
    assertThat(since(began)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void afterTheLastUrlNoTimeIsWaitedFor() {
    assertThat(get(1, "/", "--rate", "1/h").exitCode()).isZero();
    assertThat(get(1, "/", "--delay", "1h").exitCode()).isZero();
  }

  @Test
  void aHostThatIsBusyIsAskedAgainWhenItSays() {
    List<Long> asked = busyOnce();
    Ran ran = multifetch("get", "--retry", "3", server.url("/busy"));
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .satisfiesExactly(
            line -> assertThat(line).matches("200 +4 +\\d+ http.*/busy \\(after 2 attempts\\)"));
    assertThat(asked).hasSize(2);
    assertThat(Duration.ofNanos(asked.getLast() - asked.getFirst()))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void jsonTellsHowOftenAUrlWasTried() {
    busyOnce();
    JsonNode line = multifetch("get", "--json", "--retry", "1", server.url("/busy")).json().get(0);
    assertThat(line.get("status").asInt()).isEqualTo(200);
    assertThat(line.get("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void withoutRetryTheFirstAnswerStands() {
    List<Long> asked = busyOnce();
    Ran ran = multifetch("get", server.url("/busy"));
    assertThat(ran.out())
        .satisfiesExactly(line -> assertThat(line).matches("503 +0 +\\d+ http.*/busy"));
    assertThat(asked).hasSize(1);
  }

  @Test
  void whatWouldBeTriedAgainTooLateIsNot() {
    List<Long> asked = busyOnce();
    Ran ran = multifetch("get", "--retry", "3", "--retry-max-time", "500ms", server.url("/busy"));
    assertThat(ran.out())
        .satisfiesExactly(line -> assertThat(line).matches("503 +0 +\\d+ http.*/busy"));
    assertThat(asked).hasSize(1);
  }

  @Test
  void theDeadlineEndsWhatWaitsForItsHost() {
    CountDownLatch arrived = new CountDownLatch(1);
    server.swallow("/never", arrived);
    Ran ran = get(1_000, "/never/", "--json", "--per-host", "1", "--deadline", "300ms");
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.json())
        .allSatisfy(line -> assertThat(line.get("failure").asString()).isEqualTo("DEADLINE"))
        .extracting(line -> line.get("index").asInt())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, ran.out().size()).boxed().toList());
    assertThat(ran.out()).hasSizeGreaterThan(100); // as many as were read by then
  }

  /// Says 503 to the first request, and when to come again.
  private List<Long> busyOnce() {
    List<Long> asked = new ArrayList<>();
    server.answer(
        "/busy",
        exchange -> {
          asked.add(System.nanoTime());
          if (asked.size() == 1) {
            exchange.getResponseHeaders().add("Retry-After", "1");
            TestServer.send(exchange, 503, "");
          } else {
            TestServer.send(exchange, 200, "free");
          }
        });
    return asked;
  }

  private Ran get(int count, String path, String... options) {
    Stream<String> urls = IntStream.range(0, count).mapToObj(i -> server.url(path + i));
    return multifetch(
        Stream.of(Stream.of("get"), Stream.of(options), urls)
            .flatMap(all -> all)
            .toArray(String[]::new));
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
