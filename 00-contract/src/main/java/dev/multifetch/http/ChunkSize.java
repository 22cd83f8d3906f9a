package dev.multifetch.http;

import dev.multifetch.FailureKind;

/// The line before a chunk (RFC 9112 section 7.1): its size in hexadecimal digits, perhaps with
/// blanks behind it, and extensions behind a semicolon. Neither means anything to us.
final class ChunkSize {

  private static final int LARGEST = Integer.MAX_VALUE; // which is more than any body may have

  private ChunkSize() {}

  /// @param line the line without its end
  /// @throws FetchException MALFORMED_RESPONSE if another reader could read another size, TOO_LARGE
  ///   if no body may be so large (R21)
  static int parse(String line) throws FetchException {
    long size = 0;
    int digits = 0;
    while (digits < line.length() && digit(line.charAt(digits)) >= 0) {
      size = Math.min(16 * size + digit(line.charAt(digits)), LARGEST + 1L);
      digits++;
    }
    if (digits == 0 || !mayFollow(line, digits) || ResponseHead.hasControls(line)) {
      throw ResponseHead.malformed("chunk size \"" + line + "\"");
    }
    if (size > LARGEST) {
      throw new FetchException(FailureKind.TOO_LARGE, "a chunk is over " + LARGEST + " bytes");
    }
    return (int) size;
  }

  /// Whether blanks are all that is left, or a semicolon behind them. There are servers that write
  /// every size into a field of the same width.
  private static boolean mayFollow(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at == line.length() || line.charAt(at) == ';';
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1; // not those of other scripts
  }
}
