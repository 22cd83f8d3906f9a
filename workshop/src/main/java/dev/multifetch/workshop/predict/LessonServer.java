package dev.multifetch.workshop.predict;

import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The server of a lesson, in this process. It answers each URL after its delay, and keeps what it
/// saw. URL 0 does not count: the server answers it at once.
final class LessonServer implements AutoCloseable {

  /// How the server waits before it answers; a test may hold answers back.
  @FunctionalInterface
  interface Pace {
    void await(int url, Duration delay) throws InterruptedException;
  }

  private static final String WHOLE = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789";
  private static final String HALF = WHOLE.substring(0, WHOLE.length() - 5);

  private final Lesson lesson;
  private final Pace pace;
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final ScriptedServer server = ScriptedServer.start(this::serve);

  LessonServer(Lesson lesson, Pace pace) {
    this.lesson = lesson;
    this.pace = pace;
  }

  /// A request that was answered. The times are those of [System#nanoTime].
  ///
  /// @param url from 1
  record Seen(int url, long begun, long answered) {}

  URI url() {
    return server.url("/");
  }

  /// The requests so far, in the order of their answers.
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  private void serve(ScriptedConnection connection) throws IOException, InterruptedException {
    while (true) {
      int url = Integer.parseInt(connection.request().split("[ /]+", 3)[1]);
      if (url == 0) {
        connection.answer(WHOLE);
        continue;
      }
      long begun = System.nanoTime();
      pace.await(url, lesson.delay(url));
      seen.add(new Seen(url, begun, System.nanoTime()));
      if (url == lesson.failing()) {
        connection.answer(HALF);
        return; // closes the connection in the middle of the body
      }
      connection.answer(WHOLE);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
