package dev.multifetch.workshop.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.multifetch.conformance.servers.RefusingPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Whole predictions: typed answers, a JVM for the model, a server that forces the order.
class PredictionTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aPoolOfFiveHasFiveAtTheServer() throws Exception {
    String screen = predict(2, crowd(5), "2s", "5", "7", "b");

    assertThat(screen)
        .contains("FetchOptions.builder().maxInFlight(5).build()")
        .containsPattern("at once +5 +5 +exact, 10 of 10")
        .containsPattern("threads +7 +7 +exact, 10 of 10") // the pool's five, caller, timekeeper
        .contains("main, multifetch-timekeeper, 5 pool-");
  }

  @Test
  void netty_hasFiftyAtTheServerAndFewThreads() throws Exception {
    String screen = predict(6, crowd(50), "", "100", "52", "a");

    assertThat(screen)
        .containsPattern("how long +- +.* +skipped")
        .containsPattern("at once +100 +50 +near, 5 of 10")
        .containsPattern("threads +52 +[2-9] +off, 0 of 10")
        .contains("Misconception: each URL in flight holds a thread")
        .contains("Misconception: the bound is ignored");
  }

  @Test
  void blocking_goesOnAfterAUrlThatFails() throws Exception {
    String screen = predict(7, (_, _) -> {}, "0 ms", "1", "2", "a", "b");

    assertThat(screen)
        .containsPattern("at once +1 +1 +exact")
        .containsPattern("threads +2 +2 +exact")
        .containsPattern("order +as listed +as listed +exact")
        .containsPattern("at a failure +list ends +others go on +off, 0 of 10")
        .containsIgnoringWhitespaces(
            "requests for 10 of 10 URLs; 10 outcomes came, and URL 5 among them failed")
        .contains("Misconception: the first failure ends the list");
  }

  @Test
  void reactive_handsOverASlowFirstUrlLast() throws Exception {
    CountDownLatch others = new CountDownLatch(9);
    String screen =
        predict(
            8,
            (url, _) -> {
              if (url == 1) {
                boolean _ = others.await(60, TimeUnit.SECONDS);
              } else {
                others.countDown();
              }
            },
            "1.3 s",
            "5",
            "4",
            "as listed");

    assertThat(screen)
        .containsPattern("order +as listed +by end +off, 0 of 10")
        .contains("Misconception: outcomes come in the order of the list");
  }

  @Test
  void theMakespanIsMeasuredAndExplained() throws Exception {
    String screen = predict(4, (_, delay) -> Thread.sleep(delay), "2 s", "", "", "");

    assertThat(screen)
        .containsPattern("how long +2 s +.*\\(formula: 400 ms\\)")
        .contains("ceil(20 / 5) = 4 rounds of 100 ms: 400 ms.")
        .contains("Misconception: one after another")
        .contains("You said 2 s: 20 URLs x 100 ms.");
  }

  @Test
  void everyLineFitsATerminal() throws Exception {
    String screen =
        predict(
            7,
            (_, _) -> {},
            "24 h",
            "x".repeat(30_000),
            "1440 minutes",
            "9,999",
            "9,999",
            "a",
            "b");

    assertThat(screen).containsPattern("how long +86,400 s +.*off, 0 of 10");
    assertThat(screen.lines().filter(line -> !line.startsWith("> xxx"))) // typed by the learner
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
  }

  @Test
  void nonsenseIsAskedAgainWithAnExample() throws Exception {
    String screen = predict(7, (_, _) -> {}, "soon\u001b[2J", "0.5", "", "many", "1", "", "", "");

    assertThat(screen)
        .contains("\"soon?[2J\" is not understood. Type a time with its unit, such as")
        .contains("\"0.5\" is not understood")
        .contains("\"many\" is not understood. Type a whole number")
        .containsPattern("how long +- ")
        .containsPattern("at once +1 +1 +exact");
  }

  @Test
  void theEndOfInputEndsItBeforeItRuns() throws Exception {
    assertThat(predict(2, crowd(5), "400 ms", "5"))
        .contains("> 5")
        .doesNotContain("Exception", "It runs");
    assertThat(predict(2, crowd(5))).doesNotContain("Exception", "It runs");
    assertThat(predict(2, crowd(5), "q")).doesNotContain("Exception", "It runs");
  }

  @Test
  void severalPredictionsAreAddedUp() throws Exception {
    StringWriter screen = new StringWriter();
    try (var prediction =
        new Prediction(
            screen(screen, "", "1", "", "", "", "", "1", "", "", "q"),
            Optional.empty(),
            (_, _) -> {},
            PATIENCE)) {
      prediction.run(List.of(1, 7));
    }
    assertThat(screen.toString()).contains("Enter shows prediction 7", "All in all: 10 of 10");
  }

  @Test
  void aChildThatIsKilledIsNamed() {
    assertThatThrownBy(
            () ->
                predict(
                    1,
                    (url, _) -> {
                      if (url == 3) {
                        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
                      }
                    },
                    "",
                    "",
                    "",
                    ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the JVM that ran blocking ended early, with status 137")
        .hasMessageContaining("multifetch workshop predict 1");
  }

  @Test
  void aChildThatHangsIsEnded() {
    StringWriter screen = new StringWriter();
    try (var prediction =
        new Prediction(
            screen(screen, "", "", "", ""),
            Optional.empty(),
            (_, _) -> new CountDownLatch(1).await(),
            Duration.ofSeconds(5))) {
      assertThatThrownBy(() -> prediction.run(List.of(1)))
          .hasMessageContaining("the JVM that ran blocking did not end within 5 s");
    }
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void answersAreSentBeforeItRuns() throws Exception {
    Queue<String> votes = new ConcurrentLinkedQueue<>();
    HttpServer teacher = teacher(votes, 204);
    try {
      String screen = send(teacher.getAddress().getPort(), "1.2s", "", "1,000", "b");
      assertThat(screen).doesNotContain("does not take");
    } finally {
      teacher.stop(0);
    }
    assertThat(votes)
        .hasSize(3)
        .allSatisfy(
            vote -> assertThat(vote).startsWith("POST /vote application/x-www-form-urlencoded"))
        .anySatisfy(
            vote -> assertThat(vote).contains("question=predict-2-makespan", "answer=1.2+s"))
        .anySatisfy(
            vote -> assertThat(vote).contains("question=predict-2-threads", "answer=1%2C000"))
        .anySatisfy(vote -> assertThat(vote).contains("question=predict-2-order", "answer=by+end"));
    assertThat(votes.stream().map(vote -> vote.replaceFirst(".*voter=([^&]*).*", "$1")).distinct())
        .singleElement()
        .asString()
        .matches("[0-9a-f-]{36}");
  }

  @Test
  void aPageThatIsNotThereIsNamedOnce() throws Exception {
    try (RefusingPort nobody = new RefusingPort()) {
      String screen = send(nobody.port(), "1.2s", "5", "7", "b");

      assertThat(screen)
          .containsOnlyOnce("The teacher's page " + nobody.url() + "vote does not take")
          .containsIgnoringWhitespaces("(no connection). They stay here; go on.")
          .contains("> b");
    }
  }

  @Test
  void aPageThatRefusesIsNamed() throws Exception {
    HttpServer teacher = teacher(new ConcurrentLinkedQueue<>(), 404);
    try {
      assertThat(send(teacher.getAddress().getPort(), "1.2s"))
          .containsIgnoringWhitespaces("does not take your answers (status 404)");
    } finally {
      teacher.stop(0);
    }
  }

  /// Answers the questions of the pool, and ends the input before it runs.
  private static String send(int port, String... typed) throws Exception {
    StringWriter screen = new StringWriter();
    URI teacher = URI.create("http://127.0.0.1:" + port);
    try (var prediction =
        new Prediction(screen(screen, typed), Optional.of(teacher), crowd(5), PATIENCE)) {
      prediction.run(List.of(2));
    }
    return screen.toString();
  }

  private static HttpServer teacher(Queue<String> votes, int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String type = exchange.getRequestHeaders().getFirst("Content-Type");
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          votes.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + type
                  + " "
                  + body);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String predict(int number, LessonServer.Pace pace, String... typed)
      throws Exception {
    StringWriter screen = new StringWriter();
    try (var prediction = new Prediction(screen(screen, typed), Optional.empty(), pace, PATIENCE)) {
      prediction.run(List.of(number));
    }
    return screen.toString();
  }

  private static Screen screen(StringWriter out, String... typed) {
    return new Screen(
        new BufferedReader(
            new StringReader(String.join("\n", typed) + (typed.length > 0 ? "\n" : ""))),
        new PrintWriter(out),
        words -> words,
        false);
  }

  /// Answers only when so many requests are waiting.
  private static LessonServer.Pace crowd(int size) {
    CyclicBarrier crowd = new CyclicBarrier(size);
    return (_, _) -> {
      try {
        int _ = crowd.await(60, TimeUnit.SECONDS);
      } catch (BrokenBarrierException | TimeoutException e) {
        throw new IllegalStateException("fewer than " + size + " came at once", e);
      }
    };
  }
}
