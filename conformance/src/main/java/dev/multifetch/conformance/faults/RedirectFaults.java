package dev.multifetch.conformance.faults;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.REDIRECT_REFUSED;
import static dev.multifetch.conformance.rules.Rule.R29;
import static dev.multifetch.conformance.rules.Rule.R30;
import static dev.multifetch.conformance.rules.Rule.R31;
import static dev.multifetch.conformance.rules.Rule.R32;
import static dev.multifetch.conformance.rules.Rule.R33;
import static dev.multifetch.conformance.servers.Scripts.always;
import static dev.multifetch.conformance.servers.Scripts.moved;
import static dev.multifetch.conformance.servers.Scripts.ok;
import static dev.multifetch.conformance.servers.Scripts.path;
import static dev.multifetch.conformance.servers.Scripts.redirect;
import static dev.multifetch.conformance.servers.Scripts.target;

import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.conformance.servers.Certificates;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer;
import java.io.IOException;
import java.util.List;

/// Faults about where a redirect leads.
final class RedirectFaults {

  private RedirectFaults() {}

  static List<Fault> all() {
    End refused = End.in(REDIRECT_REFUSED);
    return List.of(
        fault("loop", "It leads to itself", R29, refused, () -> Scene.of(RedirectFaults::toItself)),
        fault(
                "endless-redirects",
                "It leads on and on, each time to another path",
                R29,
                refused,
                () -> Scene.of(RedirectFaults::onAndOn))
            .requests(11), // 1, and maxRedirects
        fault(
            "to-a-file",
            "It leads to a `file:` URL",
            R31,
            refused,
            () -> Scene.of(always(redirect(302, "file:///no-such-file")))),
        fault(
            "to-plain-http", "It leads from https to http", R31, refused, RedirectFaults::toPlain),
        fault(
                "to-another-origin",
                "It leads to another origin, and the request carries a token",
                R32,
                End.with(200, "no token came along"),
                RedirectFaults::toAnotherOrigin)
            .requests(2),
        fault(
            "two-locations",
            "It names two different places",
            R30,
            End.in(MALFORMED_RESPONSE),
            () ->
                Scene.of(
                    always(
                        "HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\n"
                            + "Content-Length: 0\r\n\r\n"))),
        fault(
                "huge-redirect-body",
                "Its body has a length of 2^63",
                R33,
                End.with(200, "there"),
                () -> Scene.of(RedirectFaults::hugeBody))
            .requests(2),
        fault(
                "endless-redirect-body",
                "Its body never ends",
                R33,
                End.with(200, "there"),
                () -> Scene.of(RedirectFaults::endlessBody))
            .requests(2));
  }

  private static void toItself(ScriptedConnection connection) throws IOException {
    while (true) {
      connection.answer(redirect(302, target(connection.request())));
    }
  }

  private static void onAndOn(ScriptedConnection connection) throws IOException {
    while (true) {
      String target = target(connection.request());
      connection.answer(redirect(302, moved(target, path(target) + "x")));
    }
  }

  private static Scene toPlain() {
    Scene scene = new Scene();
    ScriptedServer plain = scene.server(always(ok("in plain text")));
    String there = plain.url("/").toString();
    return scene.get(
        scene.server(Certificates.forNames("127.0.0.1"), always(redirect(302, there))).url("/"));
  }

  private static Scene toAnotherOrigin() {
    Scene scene = new Scene();
    ScriptedServer there =
        scene.server(
            connection -> {
              boolean token = connection.request().contains("secret");
              connection.answer(ok(token ? "the token came along" : "no token came along"));
              connection.awaitClientClose();
            });
    return scene
        .get(scene.server(always(redirect(302, there.url("/").toString()))).url("/"))
        .asking("Authorization", "secret");
  }

  private static void hugeBody(ScriptedConnection connection)
      throws IOException, InterruptedException {
    String target = target(connection.request());
    connection.answer(
        path(target).equals("/there")
            ? ok("there")
            : "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 9223372036854775808\r\n\r\n"
                .formatted(moved(target, "/there")));
    connection.awaitClientClose();
  }

  private static void endlessBody(ScriptedConnection connection)
      throws IOException, InterruptedException {
    String target = target(connection.request());
    if (path(target).equals("/there")) {
      connection.answer(ok("there"));
      connection.awaitClientClose();
    }
    connection.answer(
        "HTTP/1.1 302 Found\r\nLocation: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(moved(target, "/there")));
    connection.sendWithoutEnd("%x\r\n%s\r\n".formatted(64 << 10, "x".repeat(64 << 10)));
  }

  private static Fault fault(String id, String what, Rule rule, End end, Fault.Staging staging) {
    return Fault.of(Topic.REDIRECTS, id, what, rule, end, staging);
  }
}
