package dev.multifetch.conformance.faults;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.conformance.rules.Rule.R19;
import static dev.multifetch.conformance.rules.Rule.R20;
import static dev.multifetch.conformance.rules.Rule.R21;
import static dev.multifetch.conformance.rules.Rule.R22;
import static dev.multifetch.conformance.rules.Rule.R23;
import static dev.multifetch.conformance.rules.Rule.R24;
import static dev.multifetch.conformance.rules.Rule.R25;
import static dev.multifetch.conformance.servers.Scripts.ok;
import static dev.multifetch.conformance.servers.Scripts.once;
import static dev.multifetch.conformance.servers.Scripts.onceAndStay;
import static dev.multifetch.conformance.servers.Scripts.onceThenReset;
import static dev.multifetch.conformance.servers.Scripts.path;
import static dev.multifetch.conformance.servers.Scripts.target;

import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.conformance.servers.ScriptedConnection;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import java.io.IOException;
import java.util.List;

/// Faults about where a body ends.
final class FramingFaults {

  private static final String HEAD = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n";

  private FramingFaults() {}

  static List<Fault> all() {
    End lost = End.in(CONNECTION_LOST);
    End malformed = End.in(MALFORMED_RESPONSE);
    return List.of(
        fault(
            "body-short",
            "The body ends before its Content-Length",
            R19,
            lost,
            once(HEAD + "Content-Length: 10\r\n\r\n12345")),
        fault(
            "no-last-chunk",
            "The last chunk is missing",
            R19,
            lost,
            once(CHUNKED + "\r\n5\r\n12345\r\n")),
        fault(
            "chunk-size",
            "A chunk's size is no number",
            R21,
            malformed,
            onceAndStay(CHUNKED + "\r\nxyz\r\nabc\r\n0\r\n\r\n")),
        fault(
            "padded-chunk-size",
            "Chunk sizes have blanks after them",
            R21,
            End.with(200, "abc"),
            onceAndStay(CHUNKED + "\r\n3   \r\nabc\r\n0   \r\n\r\n")),
        fault(
            "huge-chunk",
            "A chunk's size is over 2^64",
            R21,
            End.in(TOO_LARGE),
            onceAndStay(CHUNKED + "\r\n10000000000000003\r\nabc\r\n0\r\n\r\n")),
        fault(
            "long-chunk",
            "A chunk is longer than its size",
            R21,
            malformed,
            onceAndStay(CHUNKED + "\r\n3\r\nabcdef\r\n0\r\n\r\n")),
        fault(
            "both-framings",
            "Transfer-Encoding and Content-Length, which differ",
            R22,
            malformed,
            onceAndStay(CHUNKED + "Content-Length: 5\r\n\r\n3\r\nabc\r\n0\r\n\r\n")),
        fault(
            "two-lengths",
            "Content-Length twice, with different values",
            R22,
            malformed,
            onceAndStay(HEAD + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde")),
        fault(
            "odd-length",
            "Content-Length is no number",
            R22,
            malformed,
            once(HEAD + "Content-Length: five\r\n\r\nabcde")),
        fault(
            "huge-length",
            "Content-Length is 2^63",
            R25,
            End.in(TOO_LARGE),
            onceAndStay(HEAD + "Content-Length: 9223372036854775808\r\n\r\nabcde")),
        fault(
            "unknown-transfer-coding",
            "An unknown transfer coding",
            R22,
            malformed,
            once(HEAD + "Transfer-Encoding: other\r\n\r\nabcde")),
        fault(
            "reset-at-the-end",
            "A reset ends a body without framing",
            R23,
            lost,
            onceThenReset(HEAD + "\r\nto the end")),
        Fault.of(
                Topic.FRAMING,
                "bytes-behind",
                "Another response, unasked, follows the first in one packet",
                R20,
                End.with(200, "second"),
                () -> Scene.twice(FramingFaults::twoForOne))
            .requests(2),
        fault(
            "no-content",
            "204 No Content with a Content-Length of 5 and no body",
            R24,
            End.with(204, ""),
            onceAndStay("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n")));
  }

  private static void twoForOne(ScriptedConnection connection) throws IOException {
    while (true) {
      String path = path(target(connection.request()));
      connection.answer(ok(path.substring(1)) + ok("poison"));
    }
  }

  private static Fault fault(String id, String what, Rule rule, End end, Script script) {
    return Fault.of(Topic.FRAMING, id, what, rule, end, script);
  }
}
