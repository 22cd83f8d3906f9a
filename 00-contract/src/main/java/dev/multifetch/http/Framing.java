package dev.multifetch.http;

import dev.multifetch.Headers;
import java.util.List;
import java.util.Locale;

/// Where a response's body ends (RFC 9112 section 6.3).
public sealed interface Framing {

  /// After this many bytes, perhaps none; [Long#MAX_VALUE] also stands for larger numbers.
  record Length(long bytes) implements Framing {}

  /// With the last chunk, which the transport finds.
  record Chunked() implements Framing {}

  /// With the connection: the head says nothing, or only `Transfer-Encoding: identity`.
  record UntilClose() implements Framing {}

  /// @throws FetchException MALFORMED_RESPONSE if two readers could disagree about it (R22)
  static Framing of(ResponseHead head) throws FetchException {
    if (head.alone() || head.status() == 204 || head.status() == 304) {
      return new Length(0); // R24, R68: whatever the fields say
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
      return coded(headers.members("Transfer-Encoding"));
    }
    return lengths.isEmpty() ? new UntilClose() : new Length(theOneOf(lengths));
  }

  private static Framing coded(List<String> codings) throws FetchException {
    String coding = codings.size() == 1 ? codings.getFirst().toLowerCase(Locale.ROOT) : "";
    return switch (coding) {
      case "chunked" -> new Chunked();
      case "identity" -> new UntilClose(); // RFC 2616 section 3.6; RFC 9112 comes to the same
      default -> throw ResponseHead.malformed("Transfer-Encoding " + codings);
    };
  }

  private static long theOneOf(List<String> lines) throws FetchException {
    String one = "";
    for (String line : lines) {
      for (String text : line.split(",", -1)) { // -1: the empty member in "5," is malformed too
        String length = length(text);
        if (!one.isEmpty() && !one.equals(length)) {
          throw ResponseHead.malformed("different Content-Lengths: " + one + " and " + length);
        }
        one = length;
      }
    }
    return number(one);
  }

  /// A length may have any number of digits (RFC 9110 section 8.6). A length that a `long` cannot
  /// hold counts as the largest `long`.
  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException overflow) {
      return Long.MAX_VALUE;
    }
  }

  /// The digits without leading zeros, so that equal numbers are equal texts.
  private static String length(String text) throws FetchException {
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
    while (from < to - 1 && text.charAt(from) == '0') {
      from++;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t'; // OWS in RFC 9110 section 5.6.3
  }
}
