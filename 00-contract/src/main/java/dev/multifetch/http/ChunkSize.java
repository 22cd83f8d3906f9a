package dev.multifetch.http;

/// The line before a chunk (RFC 9112 section 7.1): its size in hexadecimal digits, perhaps with
/// extensions behind a semicolon, which mean nothing to us.
public final class ChunkSize {

  private ChunkSize() {}

  /// @param line the line without its end
  /// @throws FetchException MALFORMED_RESPONSE if another reader could read another size (R21)
  public static int parse(String line) throws FetchException {
    long size = 0;
    int digits = 0;
    while (digits < line.length() && digit(line.charAt(digits)) >= 0) {
      size = 16 * size + digit(line.charAt(digits));
      digits++;
      if (size > Integer.MAX_VALUE) {
        throw ResponseHead.malformed("a chunk of over " + Integer.MAX_VALUE + " bytes");
      }
    }
    if (digits == 0 || !isExtension(line, digits) || ResponseHead.hasControls(line)) {
      throw ResponseHead.malformed("chunk size \"" + line + "\"");
    }
    return (int) size;
  }

  /// Whether nothing is left, or a semicolon with perhaps space before it.
  private static boolean isExtension(String line, int from) {
    int at = from;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at < line.length() ? line.charAt(at) == ';' : at == from;
  }

  private static int digit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1; // not those of other scripts
  }
}
