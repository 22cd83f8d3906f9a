package dev.multifetch.http;

import dev.multifetch.Headers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a response's body ends (RFC 9112 section 6.3).
sealed interface Framing {

  /// After so many bytes, perhaps none.
  record Length(long bytes) implements Framing {}

  /// With the last chunk, which the transport finds.
  record Chunked() implements Framing {}

  /// With the connection.
  record UntilClose() implements Framing {}

  Pattern LENGTH = Pattern.compile("[ \\t]*([0-9]+)[ \\t]*");

  /// @throws FetchException MALFORMED_RESPONSE if two readers could disagree about it (R22)
  static Framing of(ResponseHead head) throws FetchException {
    if (head.status() == 204 || head.status() == 304) {
      return new Length(0); // R24: whatever the fields say
    }
    Headers headers = head.headers();
    List<String> codings = headers.members("Transfer-Encoding");
    Set<Long> lengths = lengths(headers);
    if (!headers.values("Transfer-Encoding").isEmpty()) {
      if (!lengths.isEmpty()) {
        throw ResponseHead.malformed("both Transfer-Encoding and Content-Length");
      }
      if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw ResponseHead.malformed("Transfer-Encoding " + codings + ", only chunked is known");
      }
      return new Chunked();
    }
    return lengths.isEmpty() ? new UntilClose() : new Length(lengths.iterator().next());
  }

  /// The one length announced, or nothing.
  private static Set<Long> lengths(Headers headers) throws FetchException {
    Set<Long> lengths = new HashSet<>();
    for (String line : headers.values("Content-Length")) {
      for (String length : line.split(",", -1)) { // -1: what is missing in "5," is malformed too
        lengths.add(length(length));
      }
    }
    if (lengths.size() > 1) {
      throw ResponseHead.malformed("different Content-Lengths: " + lengths);
    }
    return lengths;
  }

  private static long length(String text) throws FetchException {
    Matcher digits = LENGTH.matcher(text);
    if (!digits.matches()) {
      throw ResponseHead.malformed("Content-Length \"" + text + "\" is no number");
    }
    try {
      return Long.parseLong(digits.group(1));
    } catch (NumberFormatException overflow) {
      throw ResponseHead.malformed("Content-Length " + text + " is more than a long can hold");
    }
  }
}
