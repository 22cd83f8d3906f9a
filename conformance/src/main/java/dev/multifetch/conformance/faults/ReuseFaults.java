package dev.multifetch.conformance.faults;

import static dev.multifetch.conformance.rules.Rule.R41;
import static dev.multifetch.conformance.rules.Rule.R42;
import static dev.multifetch.conformance.servers.Scripts.always;
import static dev.multifetch.conformance.servers.Scripts.ok;
import static dev.multifetch.conformance.servers.Scripts.path;
import static dev.multifetch.conformance.servers.Scripts.target;

import dev.multifetch.conformance.servers.ScriptedConnection;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Faults on a connection that is used again, or with a request that is sent again.
final class ReuseFaults {

  private ReuseFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
                Topic.REUSE,
                "closed-while-idle",
                "An idle connection is closed by the server before the next request",
                R41,
                End.with(200, "second"),
                ReuseFaults::closedWhileIdle)
            .requests(2),
        Fault.of(
                Topic.REUSE,
                "closed-on-reuse",
                "A connection that served is closed instead of serving again",
                R41,
                End.with(200, "second"),
                ReuseFaults::closedOnReuse)
            .requests(3),
        Fault.of(
                Topic.REUSE,
                "idle-408",
                "408 Request Timeout is sent on an idle connection, which is then closed",
                R42,
                End.with(200, "second"),
                ReuseFaults::timedOutWhileIdle)
            .requests(2),
        Fault.of(
            Topic.REUSE,
            "busy-503",
            "503 Service Unavailable with `Retry-After: 0`",
            R41,
            End.with(503, "busy"),
            always("HTTP/1.1 503 Unavailable\r\nRetry-After: 0\r\nContent-Length: 4\r\n\r\nbusy")));
  }

  private static Scene closedWhileIdle() {
    CountDownLatch idle = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    return Scene.twice(
        idle,
        closed,
        connection -> {
          answer(connection);
          idle.await();
          end(connection, closed);
        });
  }

  private static Scene closedOnReuse() {
    return Scene.twice(
        connection -> {
          answer(connection);
          connection.request(); // and closes
        });
  }

  private static Scene timedOutWhileIdle() {
    CountDownLatch idle = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(1);
    return Scene.twice(
        idle,
        sent,
        connection -> {
          answer(connection);
          idle.await(); // together with the first response it would be another fault
          connection.send(
              "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
          end(connection, sent);
        });
  }

  /// Gives a client that watches its idle connections time to notice, before the next request.
  private static void end(ScriptedConnection connection, CountDownLatch noticed)
      throws IOException {
    connection.finish();
    connection.socket().setSoTimeout(1_000); // a busy machine may pause
    try {
      connection.awaitClientClose();
    } finally {
      noticed.countDown();
    }
  }

  /// Tells which path was asked for.
  private static void answer(ScriptedConnection connection) throws IOException {
    connection.answer(ok(path(target(connection.request())).substring(1)));
  }
}
