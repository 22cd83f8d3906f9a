package dev.multifetch.http;

import dev.multifetch.FailureKind;

/// The line before a chunk (RFC 9112 section 7.1): its size in hexadecimal digits, then perhaps
/// blanks, then perhaps a semicolon and extensions. Blanks and extensions are ignored.
final class ChunkSize {

  private static final int LARGEST = Integer.MAX_VALUE; // more than any body may have

  private ChunkSize() {}

  /// @param line the line without its line break
  /// @throws FetchException MALFORMED_RESPONSE if another reader could read a different size,
  ///   TOO_LARGE if no body may be so large (R21)
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

  /// Whether only blanks are left, or blanks and a semicolon. Some servers pad every size with
  /// blanks to the same width.
  private static boolean mayFollow(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at == line.length() || line.charAt(at) == ';';
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1; // ASCII digits only
  }
}
