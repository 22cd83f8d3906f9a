package dev.multifetch.conformance.faults;

import static dev.multifetch.FailureKind.CONNECTION_LOST;
import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.conformance.rules.Rule.R14;
import static dev.multifetch.conformance.rules.Rule.R15;
import static dev.multifetch.conformance.rules.Rule.R16;
import static dev.multifetch.conformance.rules.Rule.R17;
import static dev.multifetch.conformance.rules.Rule.R18;
import static dev.multifetch.conformance.servers.Scripts.OK;
import static dev.multifetch.conformance.servers.Scripts.always;
import static dev.multifetch.conformance.servers.Scripts.once;
import static dev.multifetch.conformance.servers.Scripts.onceAndStay;
import static dev.multifetch.conformance.servers.Scripts.onceThenReset;

import dev.multifetch.conformance.rules.Rule;
import dev.multifetch.conformance.servers.ScriptedServer.Script;
import java.util.List;

/// Faults in the head, from the first byte to the empty line.
final class HeadFaults {

  private static final String LENGTH_2 = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n";

  private HeadFaults() {}

  static List<Fault> all() {
    End lost = End.in(CONNECTION_LOST);
    End malformed = End.in(MALFORMED_RESPONSE);
    return List.of(
        fault(
            "no-answer", "The connection ends before a byte of the response", R14, lost, once("")),
        fault("reset", "It is reset before a byte of the response", R14, lost, onceThenReset("")),
        fault(
            "half-head",
            "It ends inside the head",
            R14,
            lost,
            once("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Len")),
        fault(
            "another-protocol",
            "Another protocol answers: `SSH-2.0-OpenSSH_9.9`",
            R16,
            malformed,
            once("SSH-2.0-OpenSSH_9.9\r\n")),
        fault(
            "no-head",
            "A page comes without a head (HTTP/0.9)",
            R16,
            malformed,
            once("<p>hi</p>\r\n")),
        fault(
            "status-999",
            "The status is 999",
            R16,
            malformed,
            onceAndStay("HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n")),
        fault(
            "no-colon",
            "A line of the head has no colon",
            R18,
            malformed,
            onceAndStay(LENGTH_2 + "a line\r\n\r\nok")),
        fault(
            "nul",
            "A field's value holds a NUL",
            R18,
            malformed,
            onceAndStay(LENGTH_2 + "X-Field: a\0b\r\n\r\nok")),
        fault(
            "name-in-disguise",
            "A field is named `Transfer-Encoding` and a no-break space",
            R18,
            malformed,
            onceAndStay(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding\u00a0: chunked\r\nConnection: close\r\n\r\n"
                    + "2\r\nok\r\n0\r\n\r\n")),
        fault(
            "huge-head",
            "The head is 1 MiB long",
            R17,
            End.in(TOO_LARGE),
            onceAndStay(
                LENGTH_2 + ("X-Field: " + "x".repeat(1013) + "\r\n").repeat(1024) + "\r\nok")),
        fault(
            "endless-103",
            "1,000 times 103 Early Hints before the response",
            R15,
            malformed,
            always("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(1_000) + OK)),
        fault(
            "unasked-101",
            "101 Switching Protocols, which nobody asked for",
            R15,
            malformed,
            onceAndStay(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")));
  }

  private static Fault fault(String id, String what, Rule rule, End end, Script script) {
    return Fault.of(Topic.HEAD, id, what, rule, end, script);
  }
}
