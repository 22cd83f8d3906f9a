package dev.multifetch.http;

/// The first line of a response (RFC 9112 section 4): `HTTP/1.1 200 OK`, where everything after the
/// code may be missing.
///
/// @param http11 whether the version is HTTP/1.1 or a later one of HTTP/1, rather than HTTP/1.0
/// @param status the code, from 100 to 599
record StatusLine(boolean http11, int status) {

  private static final String VERSION = "HTTP/1.";
  private static final int CODE = 9; // where it begins: after the version's last digit and a space
  private static final int REASON = 12;

  /// @param line the line without its line break
  /// @throws FetchException MALFORMED_RESPONSE if it cannot be read (R16)
  static StatusLine parse(String line) throws FetchException {
    if (!isReadable(line) || ResponseHead.hasControls(line)) {
      throw ResponseHead.malformed("status line \"" + line + "\"");
    }
    int status =
        100 * (line.charAt(CODE) - '0')
            + 10 * (line.charAt(CODE + 1) - '0')
            + (line.charAt(CODE + 2) - '0');
    ResponseHead.checkStatus(status);
    return new StatusLine(line.charAt(VERSION.length()) != '0', status);
  }

  private static boolean isReadable(String line) {
    return line.length() >= REASON
        && line.startsWith(VERSION)
        && isDigit(line.charAt(VERSION.length()))
        && line.charAt(CODE - 1) == ' '
        && isDigit(line.charAt(CODE))
        && isDigit(line.charAt(CODE + 1))
        && isDigit(line.charAt(CODE + 2))
        && (line.length() == REASON || line.charAt(REASON) == ' ');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9'; // ASCII digits only
  }
}
