package dev.multifetch.conformance.faults;

import static dev.multifetch.FailureKind.CONNECT_FAILED;
import static dev.multifetch.FailureKind.TIMED_OUT;
import static dev.multifetch.FailureKind.UNKNOWN_HOST;
import static dev.multifetch.conformance.faults.Topic.CONNECTING;
import static dev.multifetch.conformance.rules.Rule.R09;
import static dev.multifetch.conformance.rules.Rule.R10;
import static dev.multifetch.conformance.rules.Rule.R11;

import dev.multifetch.conformance.servers.FullListener;
import dev.multifetch.conformance.servers.RefusingPort;
import dev.multifetch.conformance.servers.ScriptedServer;
import dev.multifetch.conformance.servers.Scripts;
import dev.multifetch.conformance.servers.TestHosts;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/// Faults that keep a client from its server.
final class ConnectFaults {

  private ConnectFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
                CONNECTING,
                "refused",
                "Nobody listens on the port",
                R09,
                End.in(CONNECT_FAILED),
                ConnectFaults::nobody)
            .requests(0),
        Fault.of(
                CONNECTING,
                "unanswered",
                "No packet is ever answered",
                R09,
                End.in(TIMED_OUT),
                ConnectFaults::blackHole)
            .at(Moment.CONNECT_TIMEOUT)
            .requests(0),
        Fault.of(
                CONNECTING,
                "unknown-name",
                "The host's name has no address",
                R10,
                End.in(UNKNOWN_HOST),
                () -> new Scene().get(URI.create("http://no-such-host.invalid/")))
            .requests(0),
        Fault.of(
            CONNECTING,
            "silent-address",
            "The first of the host's two addresses never answers",
            R11,
            End.with(200, "ok"),
            ConnectFaults::silentAddress));
  }

  private static Scene nobody() throws IOException {
    RefusingPort nobody = new RefusingPort();
    return new Scene().get(nobody.url()).with(nobody);
  }

  private static Scene blackHole() throws IOException {
    FullListener hole = FullListener.at("127.0.0.1", 0);
    return new Scene().get(URI.create("http://127.0.0.1:" + hole.port() + "/")).with(hole);
  }

  private static Scene silentAddress() throws IOException {
    Scene scene = new Scene();
    ScriptedServer server = scene.server(Scripts.always(Scripts.OK));
    FullListener silent = FullListener.at("127.0.0.2", server.port());
    String host = TestHosts.of(silent.host(), "127.0.0.1");
    return scene.get(server.url(host, "/")).with(silent);
  }
}
