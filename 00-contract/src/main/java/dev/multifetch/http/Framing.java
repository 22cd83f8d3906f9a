package dev.multifetch.http;

import dev.multifetch.Headers;
import java.util.List;
import java.util.regex.Pattern;

/// Where a response's body ends (RFC 9112 section 6.3).
sealed interface Framing {

  /// After so many bytes, perhaps none.
  record Length(long bytes) implements Framing {}

  /// With the last chunk, which the transport finds.
  record Chunked() implements Framing {}

  /// With the connection.
  record UntilClose() implements Framing {}

  Pattern DIGITS = Pattern.compile("[0-9]{1,18}"); // 19 may overflow a long

  /// @throws FetchException MALFORMED_RESPONSE if two readers could disagree about it (R22)
  static Framing of(ResponseHead head) throws FetchException {
    if (head.status() == 204 || head.status() == 304) {
      return new Length(0); // R24: whatever the fields say
    }
    Headers headers = head.headers();
    List<String> codings = headers.members("Transfer-Encoding");
    List<String> lengths = lengths(headers);
    if (!codings.isEmpty()) {
      if (!lengths.isEmpty()) {
        throw ResponseHead.malformed("both Transfer-Encoding and Content-Length");
      }
      if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw ResponseHead.malformed("Transfer-Encoding " + codings + ", only chunked is known");
      }
      return new Chunked();
    }
    return lengths.isEmpty() ? new UntilClose() : new Length(length(lengths));
  }

  private static List<String> lengths(Headers headers) throws FetchException {
    if (headers.values("Content-Length").stream().anyMatch(String::isBlank)) {
      throw ResponseHead.malformed("empty Content-Length");
    }
    return headers.members("Content-Length").stream().distinct().toList();
  }

  private static long length(List<String> lengths) throws FetchException {
    if (lengths.size() > 1 || !DIGITS.matcher(lengths.getFirst()).matches()) {
      throw ResponseHead.malformed("Content-Length " + String.join(", ", lengths));
    }
    return Long.parseLong(lengths.getFirst());
  }
}
