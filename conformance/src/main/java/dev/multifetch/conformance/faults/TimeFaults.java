package dev.multifetch.conformance.faults;

import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.conformance.rules.Rule.R34;

import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import dev.multifetch.conformance.servers.Scripts;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Servers that take their time.
final class TimeFaults {

  private static final Duration DRIP = Duration.ofMillis(50);

  private TimeFaults() {}

  static List<Fault> all() {
    return List.of(
        fault("silence", "It takes the request and never answers", Scripts.silent()),
        fault(
            "head-drips",
            "It sends the head a byte at a time, for ever",
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\nX-Field: ");
              drip(connection, "x");
            }),
        fault(
            "body-stops",
            "It sends half of the body and then nothing",
            Scripts.onceAndStay("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345")),
        fault(
            "body-drips",
            "It sends the body a byte at a time, for ever",
            connection -> {
              connection.request();
              connection.send("HTTP/1.1 200 OK\r\n\r\n");
              drip(connection, "x");
            }));
  }

  /// Sends this now and then until the client closes.
  static void drip(ScriptedConnection connection, String drop)
      throws IOException, InterruptedException {
    while (true) {
      connection.send(drop);
      Thread.sleep(DRIP); // the drip itself is the fault
    }
  }

  private static Fault fault(String id, String what, Script script) {
    return Fault.of(Topic.TIME, id, what, R34, End.in(TIMED_OUT), script).at(Moment.TIMEOUT);
  }
}
