package dev.multifetch.conformance;

import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.conformance.Fixture.failing;
import static dev.multifetch.conformance.Fixture.framed;
import static dev.multifetch.conformance.Fixture.malformed;

import java.util.List;
import java.util.stream.Stream;

/// What comes before the body, well and badly formed.
final class HeadFixtures {

  /// What the options of a test allow, and the size of a fixture is measured by.
  static final int MAX_HEAD = 512;

  private static final String REST = "Content-Length: 2\r\n\r\nok";
  private static final String LINE = "HTTP/1.1 200 OK\r\n";
  private static final String HINT = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";

  static final List<Fixture> INTERIM =
      List.of(
          ok("100 and 103 before it", "HTTP/1.1 100 Continue\r\n\r\n" + HINT + LINE),
          ok("103 with a length", "HTTP/1.1 103 E\r\nContent-Length: 5\r\n\r\n" + LINE),
          ok("16 interim heads", "HTTP/1.1 103 E\r\n\r\n".repeat(16) + LINE));

  static final List<Fixture> TOO_MANY_INTERIM =
      List.of(malformed("17 interim heads", "HTTP/1.1 103 E\r\n\r\n".repeat(17) + LINE + REST));

  static final List<Fixture> UNASKED_SWITCH =
      List.of(
          malformed("101", "HTTP/1.1 101 Switching\r\nUpgrade: other\r\n\r\n"),
          malformed(
              "101 to WebSocket",
              "HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n12345678"));

  static final List<Fixture> STATUS_LINES =
      List.of(
          ok("no reason phrase", "HTTP/1.1 200\r\n"),
          ok("an empty reason phrase", "HTTP/1.1 200 \r\n"),
          ok("two spaces before the reason phrase", "HTTP/1.1 200  OK\r\n"),
          ok("a reason phrase of several words", "HTTP/1.1 200 It is fine\r\n"),
          ok("a reason phrase in Latin-1", "HTTP/1.1 200 tr\u00e8s bien\r\n"),
          ok("HTTP/1.0", "HTTP/1.0 200 OK\r\n"),
          framed("a code without a meaning", "HTTP/1.1 299 ?\r\n" + REST, 299, "ok"),
          framed("the highest code", "HTTP/1.1 599 ?\r\n" + REST, 599, "ok"));

  static final List<Fixture> HIGHER_MINOR_VERSION = List.of(ok("HTTP/1.2", "HTTP/1.2 200 OK\r\n"));

  static final List<Fixture> BAD_STATUS_LINES =
      Stream.of(
              "200 OK",
              "HTTP 200 OK",
              "HTTP/1 200 OK",
              "HTTP/1. 200 OK",
              "HTTP/1.10 200 OK",
              "HTTP/2 200 OK",
              "HTTP/2.0 200 OK",
              "http/1.1 200 OK",
              "HTTP/1.1",
              "HTTP/1.1 ",
              "HTTP/1.1 OK",
              "HTTP/1.1  200 OK",
              "HTTP/1.1\t200 OK",
              " HTTP/1.1 200 OK",
              "HTTP/1.1 20x OK",
              "HTTP/1.1 2 0 OK")
          .map(line -> malformed("status line " + line, line + "\r\n" + REST))
          .toList();

  static final List<Fixture> BLANK_FIRST_LINES =
      List.of(
          malformed("an empty line first", "\r\n" + LINE + REST),
          malformed("a bare line feed first", "\n" + LINE + REST),
          malformed("two empty lines first", "\r\n\r\n" + LINE + REST),
          malformed("an empty line behind an interim head", HINT + "\r\n" + LINE + REST));

  static final List<Fixture> OTHER_PROTOCOLS =
      List.of(
          malformed("HTTP/0.9", "<html>\r\nall there is</html>\r\n"),
          malformed("a greeting", "220 mail.example ESMTP\r\n"),
          malformed("SSH", "SSH-2.0-OpenSSH_9.6\r\n"));

  static final List<Fixture> SHOUTCAST = List.of(malformed("ICY", "ICY 200 OK\r\n" + REST));

  static final List<Fixture> BAD_CODES =
      Stream.of("000", "099", "600", "999", "20", "2000", "-20", "+20", "2.0", "abc")
          .map(code -> malformed("code " + code, "HTTP/1.1 " + code + " ?\r\n" + REST))
          .toList();

  static final List<Fixture> CONTROLS_IN_STATUS_LINE =
      List.of(
          malformed("a bare CR in the status line", "HTTP/1.1 200 O\rK\r\n" + REST),
          malformed("a bare CR for a space", "HTTP/1.1\r200 OK\r\n" + REST),
          malformed("NUL in the status line", "HTTP/1.1 200 O\0K\r\n" + REST));

  static final List<Fixture> FIELDS =
      List.of(
          ok("names in any case", LINE + "cOnTeNt-TyPe: text/plain\r\n"),
          ok("the same name twice", LINE + "X: b\r\nX: a\r\n"),
          ok("empty values", LINE + "X:\r\nY: \r\nZ: \t \r\n"),
          ok("no space behind the colon", LINE + "X:1\r\n"),
          ok("space around a value", LINE + "X: \t 1 \t \r\n"),
          ok("colons in a value", LINE + "X: a:b: c\r\n"),
          ok("a tab in a value", LINE + "X: a\tb\r\n"),
          ok("a value in UTF-8", LINE + "X: caf\u00c3\u00a9\r\n"),
          ok("bare line feeds", "HTTP/1.1 200 OK\nX: 1\n"),
          framed("bare line feeds alone", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", 200, "ok"),
          framed(
              "CRLF in the head and LF at its end", LINE + "Content-Length: 2\r\n\nok", 200, "ok"));

  static final List<Fixture> LATIN_1 = List.of(ok("a value in Latin-1", LINE + "X: caf\u00e9\r\n"));

  static final List<Fixture> FOLDED =
      List.of(
          ok("a folded value", LINE + "X: a\r\n b\r\n"),
          ok("folded with spaces all around", LINE + "X: a \t\r\n\t  b \r\n"),
          ok("folded twice", LINE + "X: a\r\n b\r\n\tc\r\nY: 1\r\n"),
          ok("folded behind nothing", LINE + "X:\r\n a\r\n"),
          ok("folded around nothing", LINE + "X: a\r\n \r\n b\r\n"),
          framed(
              "the last one folded",
              LINE + "Content-Length: 2\r\nX: a\r\n b\r\n\r\nok",
              200,
              "ok"));

  static final List<Fixture> NO_FIELDS =
      Stream.of(
              "no colon",
              "X",
              ": no name",
              "X : space before the colon",
              "X\t: a tab before the colon",
              "X Y: space inside the name",
              "\u007fX: a control character in the name")
          .map(line -> malformed("field line " + line, LINE + line + "\r\n" + REST))
          .toList();

  static final List<Fixture> FOLDED_FIRST =
      List.of(
          malformed("a field line that begins with a space", LINE + " X: 1\r\n" + REST),
          malformed("a field line that begins with a tab", LINE + "\tX: 1\r\n" + REST));

  static final List<Fixture> CONTROLS_IN_FIELDS =
      Stream.of("a\0b", "a\rb", "a\u0001b", "a\u001b[31mb", "a\u007fb")
          .map(
              value ->
                  malformed(
                      "control character %d in a value".formatted(control(value)),
                      LINE + "X: " + value + "\r\n" + REST))
          .toList();

  static final List<Fixture> CONTROLS_AROUND_VALUES =
      Stream.of("\ra", "a\r", "\u000ba", "\fa", "a\f")
          .map(
              value ->
                  malformed(
                      "control character %d %s a value"
                          .formatted(control(value), value.endsWith("a") ? "before" : "behind"),
                      LINE + "X: " + value + "\r\n" + REST))
          .toList();

  static final List<Fixture> OVER_THE_LIMIT =
      List.of(
          failing(
              "a head over the limit",
              LINE + "X-Field: 12345678901234567890\r\n".repeat(20) + REST,
              TOO_LARGE));

  private HeadFixtures() {}

  /// This head and a small body.
  private static Fixture ok(String name, String head) {
    return framed(name, head + REST, 200, "ok");
  }

  private static int control(String value) {
    return value.chars().filter(Character::isISOControl).findFirst().orElseThrow();
  }

  static List<Fixture> all() {
    return Stream.of(
            INTERIM,
            TOO_MANY_INTERIM,
            UNASKED_SWITCH,
            STATUS_LINES,
            HIGHER_MINOR_VERSION,
            BAD_STATUS_LINES,
            BLANK_FIRST_LINES,
            OTHER_PROTOCOLS,
            SHOUTCAST,
            BAD_CODES,
            CONTROLS_IN_STATUS_LINE,
            FIELDS,
            LATIN_1,
            FOLDED,
            NO_FIELDS,
            FOLDED_FIRST,
            CONTROLS_IN_FIELDS,
            CONTROLS_AROUND_VALUES,
            OVER_THE_LIMIT)
        .flatMap(List::stream)
        .toList();
  }
}
