package dev.multifetch.http;

import dev.multifetch.Headers;
import java.util.List;

/// Where a response's body ends (RFC 9112 section 6.3).
public sealed interface Framing {

  /// After so many bytes, perhaps none.
  record Length(long bytes) implements Framing {}

  /// With the last chunk, which the transport finds.
  record Chunked() implements Framing {}

  /// With the connection.
  record UntilClose() implements Framing {}

  /// @throws FetchException MALFORMED_RESPONSE if two readers could disagree about it (R22)
  static Framing of(ResponseHead head) throws FetchException {
    if (head.status() == 204 || head.status() == 304) {
      return new Length(0); // R24: whatever the fields say
    }
    Headers headers = head.headers();
    List<String> lengths = headers.values("Content-Length");
    if (!headers.values("Transfer-Encoding").isEmpty()) {
      if (!head.http11()) {
        throw ResponseHead.malformed("Transfer-Encoding in HTTP/1.0, which knows none");
      }
      if (!lengths.isEmpty()) {
        throw ResponseHead.malformed("both Transfer-Encoding and Content-Length");
      }
      List<String> codings = headers.members("Transfer-Encoding");
      if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw ResponseHead.malformed("Transfer-Encoding " + codings + ", only chunked is known");
      }
      return new Chunked();
    }
    return lengths.isEmpty() ? new UntilClose() : new Length(theOneOf(lengths));
  }

  private static long theOneOf(List<String> lines) throws FetchException {
    long one = -1;
    for (String line : lines) {
      for (String text : line.split(",", -1)) { // -1: what is missing in "5," is malformed too
        long length = length(text);
        if (one >= 0 && one != length) {
          throw ResponseHead.malformed("different Content-Lengths: " + one + " and " + length);
        }
        one = length;
      }
    }
    return one;
  }

  private static long length(String text) throws FetchException {
    int from = 0;
    while (from < text.length() && isSpace(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
      to++;
    }
    int end = to;
    while (end < text.length() && isSpace(text.charAt(end))) {
      end++;
    }
    if (from == to || end < text.length()) {
      throw ResponseHead.malformed("Content-Length \"" + text + "\" is no number");
    }
    try {
      return Long.parseLong(text, from, to, 10);
    } catch (NumberFormatException overflow) {
      throw ResponseHead.malformed("Content-Length " + text + " is more than a long can hold");
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t'; // OWS in RFC 9110 section 5.6.3
  }
}
