package dev.multifetch.conformance;

import static dev.multifetch.conformance.Fixture.framed;
import static dev.multifetch.conformance.Fixture.malformed;
import static dev.multifetch.conformance.Fixture.unframed;

import java.util.List;
import java.util.stream.Stream;

/// Where a body ends, said well and badly.
final class FramingFixtures {

  private static final String LINE = "HTTP/1.1 200 OK\r\n";
  private static final String INTERIM_100 = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final String INTERIM_103 = "HTTP/1.1 103 Early Hints\r\n\r\n";
  private static final String LENGTH_5 = "Content-Length: 5\r\n";
  private static final String CLOSE = "Connection: close\r\n";
  private static final String CODING = "Transfer-Encoding: chunked\r\n";
  private static final String CHUNKED = LINE + CODING + "\r\n";
  private static final String CHUNKS = "5\r\n12345\r\n0\r\n\r\n";

  static final List<Fixture> LENGTHS =
      List.of(
          framed("a length", LINE + LENGTH_5 + "\r\n12345", 200, "12345"),
          framed("a length of nothing", LINE + "Content-Length: 0\r\n\r\n", 200, ""),
          framed("a length with zeros before", length("005"), 200, "12345"),
          framed("a length with space around", length(" \t5 \t"), 200, "12345"),
          framed("not found, with a length", length("5").replace("200 OK", "404 ?"), 404, "12345"));

  static final List<Fixture> EQUAL_LENGTHS =
      List.of(
          framed("a length twice", LINE + LENGTH_5 + LENGTH_5 + "\r\n12345", 200, "12345"),
          framed("a length twice in a line", length("5, 5"), 200, "12345"),
          framed(
              "a length three times", LINE + LENGTH_5 + length("5,5").substring(17), 200, "12345"),
          framed(
              "a length twice in HTTP/1.0",
              "HTTP/1.0 200 OK\r\n" + LENGTH_5 + LENGTH_5 + "\r\n12345",
              200,
              "12345"));

  static final List<Fixture> DIFFERENT_LENGTHS =
      List.of(
          malformed("lengths 5 and 6", LINE + LENGTH_5 + "Content-Length: 6\r\n\r\n123456"),
          malformed("lengths 6 and 5", LINE + "Content-Length: 6\r\n" + LENGTH_5 + "\r\n123456"),
          malformed("lengths 5, 6 in a line", length("5, 6")),
          malformed("lengths 5, 6 in HTTP/1.0", length("5, 6").replace("1.1", "1.0")),
          malformed(
              "lengths 5 and 6 in HTTP/1.0",
              "HTTP/1.0 200 OK\r\n" + LENGTH_5 + "Content-Length: 6\r\n\r\n123456"));

  static final List<Fixture> UNREADABLE_LENGTHS =
      Stream.of(
              "+5",
              "-5",
              "-0",
              "",
              "x",
              "5x",
              "0x5",
              "5 5",
              "5.0",
              "5e0",
              "5,",
              ",5",
              "5;",
              "\"5\"",
              "\u00b2",
              "\u00d9\u00a5",
              "9223372036854775808",
              "99999999999999999999")
          .map(length -> malformed("length \"" + length + "\"", length(length)))
          .toList();

  static final List<Fixture> FOLDED_LENGTH =
      List.of(malformed("a folded length", length("5\r\n 5")));

  static final List<Fixture> CODING_BESIDE_LENGTH =
      List.of(
          malformed("a length, then a coding", LINE + LENGTH_5 + CODING + "\r\n" + CHUNKS),
          malformed("a coding, then a length", LINE + CODING + LENGTH_5 + "\r\n" + CHUNKS),
          malformed(
              "a coding and a bad length", LINE + CODING + "Content-Length: x\r\n\r\n" + CHUNKS),
          malformed(
              "an unknown coding and a length",
              LINE + "Transfer-Encoding: x\r\n" + LENGTH_5 + "\r\n12345"));

  static final List<Fixture> BAD_CODINGS =
      Stream.of(
              "gzip",
              "identity",
              "gzip, chunked",
              "chunked, gzip",
              "chunked, chunked",
              "chunked;q=1",
              "xchunked",
              "\"chunked\"",
              "chunked chunked",
              "",
              ",",
              "chunked\r\nTransfer-Encoding: chunked",
              "chunked\r\nTransfer-Encoding: identity")
          .map(coding -> malformed("transfer coding " + coding, coding(coding)))
          .toList();

  static final List<Fixture> CONTROLS_AROUND_CODING =
      List.of(malformed("a form feed before the transfer coding", coding("\fchunked")));

  static final List<Fixture> CODING_IN_HTTP_1_0 =
      List.of(malformed("a transfer coding in HTTP/1.0", coding("chunked").replace("1.1", "1.0")));

  static final List<Fixture> CODINGS =
      List.of(
          framed("chunked", CHUNKED + CHUNKS, 200, "12345"),
          framed("chunked in any case", coding("cHuNkEd"), 200, "12345"));

  static final List<Fixture> LISTED_CODINGS =
      List.of(
          framed(
              "chunked in a list of one",
              coding(", chunked ,\r\nConnection: close"),
              200,
              "12345"));

  static final List<Fixture> CHUNKS_AND_MORE =
      List.of(
          framed("no chunk but the last", CHUNKED + "0\r\n\r\n", 200, ""),
          framed("several chunks", CHUNKED + "1\r\n1\r\n4\r\n2345\r\n0\r\n\r\n", 200, "12345"),
          framed(
              "sizes in either case",
              CHUNKED + "A\r\n1234567890\r\na\r\nabcdefghij\r\n0\r\n\r\n",
              200,
              "1234567890abcdefghij"),
          framed(
              "sizes with zeros before",
              CHUNKED + "0000000000000000000005\r\n12345\r\n000\r\n\r\n",
              200,
              "12345"),
          framed(
              "chunk extensions",
              CHUNKED + "5;a=b;c\r\n12345\r\n0;d=\"e;f\"\r\n\r\n",
              200,
              "12345"),
          framed(
              "space before an extension",
              CHUNKED + "5 ;a\r\n12345\r\n0\t;a\r\n\r\n",
              200,
              "12345"),
          framed("trailers", CHUNKED + "5\r\n12345\r\n0\r\nX: 1\r\nY:\r\n\r\n", 200, "12345"),
          framed(
              "trailers that would frame",
              CHUNKED + "5\r\n12345\r\n0\r\n" + LENGTH_5 + CODING + "\r\n",
              200,
              "12345"));

  static final List<Fixture> BAD_CHUNK_SIZES =
      Stream.of("-1", "-5", "xyz", "", ";a", "fffffffffffffffff", "0x5", "5 5")
          .map(size -> malformed("chunk size \"" + size + "\"", chunk(size)))
          .toList();

  static final List<Fixture> DOUBTFUL_CHUNK_SIZES =
      Stream.of("+5", " 5", "5 ", "\t5", "80000000", "ffffffffffffffff", "-0")
          .map(size -> malformed("chunk size \"" + size + "\"", chunk(size)))
          .toList();

  static final List<Fixture> CHUNKS_LONGER_THAN_SAID =
      List.of(
          malformed("a chunk longer than its size", CHUNKED + "3\r\n12345\r\n0\r\n\r\n"),
          malformed("two bytes behind a chunk", CHUNKED + "3\r\n123xx0\r\n\r\n"));

  static final List<Fixture> BARE_LINE_ENDS =
      List.of(
          malformed("LF behind a chunk size", CHUNKED + "5\n12345\r\n0\r\n\r\n"),
          malformed("LF behind a chunk", CHUNKED + "5\r\n12345\n0\r\n\r\n"),
          malformed("CR behind a chunk size", CHUNKED + "5\r12345\r\n0\r\n\r\n"),
          malformed("CR in a chunk extension", CHUNKED + "5;a\rb\r\n12345\r\n0\r\n\r\n"),
          malformed("NUL in a chunk extension", CHUNKED + "5;a\0\r\n12345\r\n0\r\n\r\n"));

  static final List<Fixture> BAD_TRAILERS =
      List.of(
          malformed("a trailer without a colon", CHUNKED + "5\r\n12345\r\n0\r\nX\r\n\r\n"),
          malformed("a trailer with NUL", CHUNKED + "5\r\n12345\r\n0\r\nX: a\0b\r\n\r\n"));

  static final List<Fixture> UNFRAMED =
      List.of(
          unframed("no framing", LINE + "\r\n", "to the end", "to the end"),
          unframed("no framing in HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\n", "to the end", "to the end"),
          unframed("no framing, no body", LINE + "\r\n", "", ""),
          unframed(
              "no framing, after a 100", INTERIM_100 + LINE + "\r\n", "to the end", "to the end"),
          unframed(
              "no framing, after a 103", INTERIM_103 + LINE + "\r\n", "to the end", "to the end"),
          unframed("no framing, bare line feeds", "HTTP/1.1 200 OK\nX: 1\n\n", "1\r\n2", "1\r\n2"));

  static final List<Fixture> BODYLESS =
      Stream.of("204 No Content", "304 Not Modified")
          .flatMap(
              status ->
                  Stream.of("", "Connection: close\r\n").map(field -> bodyless(status, field)))
          .toList();

  static final List<Fixture> BODYLESS_304 =
      Stream.of(
              LENGTH_5,
              "Content-Length: x\r\n",
              LENGTH_5 + "Content-Length: 6\r\n",
              CODING,
              CODING + LENGTH_5,
              "Transfer-Encoding: x\r\n",
              "Content-Encoding: gzip\r\n")
          .map(field -> bodyless("304 Not Modified", field))
          .toList();

  static final List<Fixture> BODYLESS_204 =
      Stream.of(
              LENGTH_5,
              "Content-Length: x\r\n",
              LENGTH_5 + "Content-Length: 6\r\n",
              CODING,
              CODING + LENGTH_5,
              "Transfer-Encoding: x\r\n",
              "Content-Encoding: gzip\r\n")
          .map(field -> bodyless("204 No Content", field))
          .toList();

  static final List<Fixture> WITH_SURPLUS =
      List.of(
          framed("a response behind it", LINE + LENGTH_5 + CLOSE + "\r\n12345", 200, "12345")
              .followedBy(Scripts.ok("poison")),
          framed("a line end behind it", LINE + LENGTH_5 + CLOSE + "\r\n12345", 200, "12345")
              .followedBy("\r\n"),
          framed("bytes behind the chunks", LINE + CODING + CLOSE + "\r\n" + CHUNKS, 200, "12345")
              .followedBy("0\r\n\r\n"),
          framed("bytes behind a 204", "HTTP/1.1 204 ?\r\n" + CLOSE + "\r\n", 204, "")
              .followedBy("12345"));

  private FramingFixtures() {}

  private static String length(String value) {
    return LINE + "Content-Length: " + value + "\r\n\r\n12345";
  }

  private static String coding(String value) {
    return LINE + "Transfer-Encoding: " + value + "\r\n\r\n" + CHUNKS;
  }

  private static String chunk(String size) {
    return CHUNKED + size + "\r\n12345\r\n0\r\n\r\n";
  }

  private static Fixture bodyless(String status, String fields) {
    return framed(
        status + " with " + fields.strip(),
        "HTTP/1.1 " + status + "\r\n" + fields + "\r\n",
        Integer.parseInt(status.substring(0, 3)),
        "");
  }

  static List<Fixture> all() {
    return Stream.of(
            LENGTHS,
            EQUAL_LENGTHS,
            DIFFERENT_LENGTHS,
            UNREADABLE_LENGTHS,
            FOLDED_LENGTH,
            CODING_BESIDE_LENGTH,
            BAD_CODINGS,
            CONTROLS_AROUND_CODING,
            CODING_IN_HTTP_1_0,
            CODINGS,
            LISTED_CODINGS,
            CHUNKS_AND_MORE,
            BAD_CHUNK_SIZES,
            DOUBTFUL_CHUNK_SIZES,
            CHUNKS_LONGER_THAN_SAID,
            BARE_LINE_ENDS,
            BAD_TRAILERS,
            UNFRAMED,
            BODYLESS,
            BODYLESS_304,
            BODYLESS_204,
            WITH_SURPLUS)
        .flatMap(List::stream)
        .toList();
  }
}
