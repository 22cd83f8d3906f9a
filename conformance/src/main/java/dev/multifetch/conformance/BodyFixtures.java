package dev.multifetch.conformance;

import static dev.multifetch.FailureKind.MALFORMED_RESPONSE;
import static dev.multifetch.FailureKind.REDIRECT_REFUSED;
import static dev.multifetch.FailureKind.TOO_LARGE;
import static dev.multifetch.FailureKind.UNDECODABLE;
import static dev.multifetch.conformance.Coded.damaged;
import static dev.multifetch.conformance.Coded.deflate;
import static dev.multifetch.conformance.Coded.gzip;
import static dev.multifetch.conformance.Fixture.failing;
import static dev.multifetch.conformance.Fixture.framed;
import static dev.multifetch.conformance.Fixture.redirect;
import static dev.multifetch.conformance.Fixture.unframed;

import java.util.List;
import java.util.stream.Stream;

/// How a body is coded, how large it is, and where a response leads instead of having one.
final class BodyFixtures {

  /// What the options of a test allow, and the size of a fixture is measured by.
  static final int MAX_BODY = 100;

  static final List<Fixture> CODED =
      List.of(
          framed("gzip", coded("gzip", gzip("12345")), 200, "12345"),
          framed("x-gzip", coded("x-gzip", gzip("12345")), 200, "12345"),
          framed("gzip in any case", coded("GZip", gzip("12345")), 200, "12345"),
          framed("gzip of nothing", coded("gzip", gzip("")), 200, ""),
          framed("two members", coded("gzip", gzip("123") + gzip("45")), 200, "12345"),
          framed("a member with a name", coded("gzip", named(gzip("12345"))), 200, "12345"),
          framed("zlib", coded("deflate", deflate("12345", false)), 200, "12345"),
          framed("raw deflate", coded("deflate", deflate("12345", true)), 200, "12345"),
          framed("identity", coded("identity", "12345"), 200, "12345"),
          framed("gzip and identity", coded("identity, gzip", gzip("12345")), 200, "12345"));

  static final List<Fixture> CODED_WITHOUT_FRAMING =
      List.of(
          unframed(
              "gzip without framing",
              "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
              gzip("123") + gzip("45"),
              "12345"));

  static final List<Fixture> STACKED =
      List.of(
          framed(
              "deflate, then gzip",
              coded("deflate, gzip", gzip(deflate("12345", false))),
              200,
              "12345"),
          framed(
              "gzip, then deflate, in two lines",
              coded("gzip\r\nContent-Encoding: deflate", deflate(gzip("12345"), true)),
              200,
              "12345"),
          framed("five codings", coded("gzip, gzip, gzip, gzip, gzip", stacked(5)), 200, "12345"));

  static final List<Fixture> DAMAGED =
      List.of(
          undecodable("gzip with a wrong checksum", "gzip", damaged(gzip("12345"), -8)),
          undecodable("gzip with a wrong length", "gzip", damaged(gzip("12345"), -1)),
          undecodable("gzip cut short", "gzip", gzip("12345").substring(0, 20)),
          undecodable("gzip with a second member cut short", "gzip", gzip("1") + "\u001f\u008b"),
          undecodable("no gzip at all", "gzip", "12345"),
          undecodable("deflate cut short", "deflate", deflate("12345", false).substring(0, 9)),
          undecodable("bytes behind the deflate", "deflate", deflate("12345", false) + "1"));

  static final List<Fixture> UNKNOWN_CODINGS =
      Stream.of("br", "zstd", "compress", "gzipped", "gzip;q=1", "gzip, br", "br, gzip")
          .map(coding -> undecodable("coding " + coding, coding, gzip("12345")))
          .toList();

  static final List<Fixture> TOO_MANY_CODINGS =
      List.of(
          undecodable("six codings", "gzip, gzip, gzip, gzip, gzip, gzip", stacked(6)),
          undecodable(
              "six codings in two lines",
              "gzip, gzip, gzip\r\nContent-Encoding: gzip, gzip, gzip",
              stacked(6)));

  static final List<Fixture> CODED_NOTHING =
      Stream.of("gzip", "deflate", "br", "gzip, gzip, gzip, gzip, gzip, gzip")
          .flatMap(
              coding ->
                  Stream.of(
                      framed("nothing in " + coding, coded(coding, ""), 200, ""),
                      framed("no chunks in " + coding, chunked(coding, "0\r\n\r\n"), 200, "")))
          .toList();

  static final List<Fixture> AT_THE_LIMIT =
      List.of(
          framed(
              "a body of the limit", Scripts.ok("x".repeat(MAX_BODY)), 200, "x".repeat(MAX_BODY)),
          framed(
              "a coded body of the limit",
              coded("gzip", gzip("x".repeat(MAX_BODY))),
              200,
              "x".repeat(MAX_BODY)));

  static final List<Fixture> OVER_THE_LIMIT =
      List.of(
          failing("a length over the limit", Scripts.ok("x".repeat(MAX_BODY + 1)), TOO_LARGE),
          failing(
              "chunks over the limit",
              chunked("identity", "64\r\n" + "x".repeat(100) + "\r\n1\r\nx\r\n0\r\n\r\n"),
              TOO_LARGE),
          failing(
              "a coded body over the limit",
              coded("gzip", gzip("x".repeat(MAX_BODY + 1))),
              TOO_LARGE));

  static final List<Fixture> REDIRECTS =
      List.of(
          redirect("301", Scripts.redirect(301, "/there"), ""),
          redirect("302 with a body", to(302, "/there", "Content-Length: 5"), "12345"),
          redirect(
              "303 with chunks",
              to(303, "/there", "Transfer-Encoding: chunked"),
              "1\r\nx\r\n0\r\n\r\n"),
          redirect("307 that closes", to(307, "/there", "Connection: close"), "12345"),
          redirect(
              "308 with a coded body",
              to(308, "/there", "Content-Encoding: gzip\r\nContent-Length: 5"),
              "12345"),
          redirect(
              "302 with a body over the limit",
              to(302, "/there", "Content-Length: 999999999"),
              "12345"),
          redirect(
              "302 with bad chunks", to(302, "/there", "Transfer-Encoding: chunked"), "x\r\n\r\n"),
          redirect(
              "302 with a Location twice",
              to(302, "/there", "Location: /there\r\nContent-Length: 0"),
              ""));

  static final List<Fixture> NO_REDIRECTS =
      List.of(
          framed(
              "302 without a Location",
              "HTTP/1.1 302 Found\r\nContent-Length: 2\r\n\r\nhi",
              302,
              "hi"),
          framed(
              "302 with a blank one",
              "HTTP/1.1 302 Found\r\nLocation: \r\nContent-Length: 2\r\n\r\nhi",
              302,
              "hi"),
          framed("300", Scripts.redirect(300, "/there"), 300, ""),
          framed("a Location of a 200", Scripts.redirect(200, "/there"), 200, ""));

  static final List<Fixture> REFUSED_REDIRECTS =
      List.of(
          failing("to another scheme", Scripts.redirect(302, "ftp://127.0.0.1/"), REDIRECT_REFUSED),
          failing("to userinfo", Scripts.redirect(302, "http://a:b@127.0.0.1/"), REDIRECT_REFUSED),
          failing("to port 0", Scripts.redirect(302, "http://127.0.0.1:0/"), REDIRECT_REFUSED),
          failing(
              "different Locations",
              to(302, "/a", "Location: /b\r\nContent-Length: 0"),
              MALFORMED_RESPONSE));

  private BodyFixtures() {}

  private static Fixture undecodable(String name, String coding, String body) {
    return failing(name, coded(coding, body), UNDECODABLE);
  }

  private static String coded(String coding, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(coding, body.length(), body);
  }

  private static String chunked(String coding, String chunks) {
    return "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nTransfer-Encoding: chunked\r\n\r\n%s"
        .formatted(coding, chunks);
  }

  private static String to(int status, String location, String fields) {
    return "HTTP/1.1 %d ?\r\nLocation: %s\r\n%s\r\n\r\n".formatted(status, location, fields);
  }

  private static String stacked(int times) {
    String body = "12345";
    for (int i = 0; i < times; i++) {
      body = gzip(body);
    }
    return body;
  }

  /// A member of gzip with the optional field FNAME.
  private static String named(String member) {
    return member.substring(0, 3)
        + "\b"
        + member.substring(4, 10)
        + "name\0"
        + member.substring(10);
  }

  static List<Fixture> all() {
    return Stream.of(
            CODED,
            CODED_WITHOUT_FRAMING,
            STACKED,
            DAMAGED,
            UNKNOWN_CODINGS,
            TOO_MANY_CODINGS,
            CODED_NOTHING,
            AT_THE_LIMIT,
            OVER_THE_LIMIT,
            REDIRECTS,
            NO_REDIRECTS,
            REFUSED_REDIRECTS)
        .flatMap(List::stream)
        .toList();
  }
}
