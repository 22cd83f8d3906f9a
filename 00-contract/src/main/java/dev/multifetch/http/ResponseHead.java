package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;

/// The status line and header fields of a response.
///
/// @param http11 whether the version is HTTP/1.1 rather than HTTP/1.0
/// @param status the status code, whatever the server wrote
/// @param headers the fields as received; values are Latin-1, a character for a byte
/// @param alone whether it answers HEAD, so that no body follows whatever the fields say
public record ResponseHead(boolean http11, int status, Headers headers, boolean alone) {

  /// The head of an answer to GET.
  public ResponseHead(boolean http11, int status, Headers headers) {
    this(http11, status, headers, false);
  }

  ResponseHead(StatusLine line, Headers headers, boolean alone) {
    this(line.http11(), line.status(), headers, alone);
  }

  /// Whether another head follows this one (RFC 9110 section 15.2).
  public boolean interim() {
    return status / 100 == 1;
  }

  /// Whether the server will take another request on this connection (RFC 9112 section 9.3). An
  /// HTTP/1.0 connection is never used again (R24).
  boolean keepsConnection() {
    if (!http11) {
      return false;
    }
    for (String option : headers.members("Connection")) {
      if (option.equalsIgnoreCase("close")) {
        return false;
      }
    }
    return true;
  }

  /// @throws FetchException if the head is not acceptable, whatever follows
  void check(int maxHeadBytes) throws FetchException {
    checkStatus(status);
    long bytes = 0;
    for (Headers.Field field : headers) {
      bytes += field.name().length() + field.value().length() + 4; // ": " and CRLF
      checkField(field);
    }
    if (bytes > maxHeadBytes) {
      throw new FetchException(FailureKind.TOO_LARGE, "head is over " + maxHeadBytes + " bytes");
    }
  }

  static void checkStatus(int status) throws FetchException {
    if (status < 100 || status > 599) {
      throw malformed("status code " + status);
    }
  }

  static void checkField(Headers.Field field) throws FetchException {
    if (!isToken(field.name())) {
      throw malformed("a header field's name is no token (RFC 9110 section 5.6.2)");
    }
    if (hasControls(field.value())) {
      throw malformed("header field \"" + field.name() + "\" holds control characters");
    }
  }

  static FetchException malformed(String detail) {
    return new FetchException(FailureKind.MALFORMED_RESPONSE, detail);
  }

  /// R18: in "Content-Length : 5" some readers see a length and others do not (RFC 9112 section
  /// 5.1). The same is true of any other character that a name cannot hold.
  private static boolean isToken(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isTokenCharacter(name.charAt(i))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  /// R18: no recipient has to accept them (RFC 9110 section 5.5), and some recipients read them as
  /// spaces.
  static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
