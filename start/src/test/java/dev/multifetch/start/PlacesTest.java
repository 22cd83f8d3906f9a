package dev.multifetch.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each program of `docs/start` has five URLs in flight, never more and never fewer while there are
/// URLs left. The first has one. The server forces it: it holds the answers back.
class PlacesTest {

  private static final int URLS = 20;
  private static final int PATIENCE = 60; // seconds
  private static final int LULL = 100; // ms: what did not come by then was not let go

  private final Semaphore begun = new Semaphore(0);
  private final Semaphore answers = new Semaphore(0);

  static List<Program> programs() {
    return Program.all();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void nothingBeginsBeforeAPlaceIsFree(Program program) throws Exception {
    program.compile();
    int places = program.name().equals("Blocking") ? 1 : 5;
    try (ScriptedServer server = ScriptedServer.start(this::hold)) {
      List<String> urls =
          IntStream.range(0, URLS).mapToObj(i -> server.url("/" + i).toString()).toList();
      Process process =
          program
              .process(List.of(), urls)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      begins(places);
      assertThat(begun.tryAcquire(LULL, TimeUnit.MILLISECONDS))
          .as("one more than %d", places)
          .isFalse();
      for (int url = places; url < URLS; url++) {
        answers.release();
        begins(1);
      }
      answers.release(places);
      assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(server.requests()).hasSize(URLS);
      assertThat(server.peakInFlight()).isEqualTo(places);
    }
  }

  private void hold(ScriptedConnection connection) throws IOException, InterruptedException {
    while (true) {
      connection.request();
      begun.release();
      answers.acquire();
      connection.answer(Scripts.OK);
    }
  }

  private void begins(int requests) throws InterruptedException {
    assertThat(begun.tryAcquire(requests, PATIENCE, TimeUnit.SECONDS))
        .as("%d more begin", requests)
        .isTrue();
  }
}
