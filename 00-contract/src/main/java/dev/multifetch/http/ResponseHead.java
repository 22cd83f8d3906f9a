package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;

/// The status line and header fields of a response.
///
/// @param http11 whether the version is HTTP/1.1 rather than HTTP/1.0
/// @param status the status code, whatever the server wrote
/// @param headers the fields as received; values are Latin-1, a character for a byte
public record ResponseHead(boolean http11, int status, Headers headers) {

  /// Whether another head follows this one (RFC 9110 section 15.2).
  public boolean interim() {
    return status / 100 == 1;
  }

  /// [#bodyLength()] of a body with the chunked coding.
  public static final long CHUNKED = -1;

  /// [#bodyLength()] of a body that ends with its connection.
  public static final long UNTIL_CLOSE = -2;

  /// The length of the body in bytes, [#CHUNKED] or [#UNTIL_CLOSE]. Interim responses have none.
  ///
  /// @throws FetchException MALFORMED_RESPONSE as [UrlFetch#head] says that it is
  public long bodyLength() throws FetchException {
    return switch (Framing.of(this)) {
      case Framing.Length(long bytes) -> bytes;
      case Framing.Chunked _ -> CHUNKED;
      case Framing.UntilClose _ -> UNTIL_CLOSE;
    };
  }

  /// Whether the server will take another request on this connection (RFC 9112 section 9.3). One
  /// that speaks HTTP/1.0 is not asked to (R24).
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

  /// @throws FetchException if the head cannot be taken as it is, whatever follows
  void check(int maxHeadBytes) throws FetchException {
    if (status < 100 || status > 599) {
      throw malformed("status code " + status);
    }
    long bytes = 0;
    for (Headers.Field field : headers) {
      bytes += field.name().length() + field.value().length() + 4; // ": " and CRLF
      if (field.name().isEmpty() || hasSpaces(field.name())) {
        throw malformed("a header field's name is empty or holds spaces or control characters");
      }
      if (hasControls(field.value())) {
        throw malformed("header field \"" + field.name() + "\" holds control characters");
      }
    }
    if (bytes > maxHeadBytes) {
      throw new FetchException(FailureKind.TOO_LARGE, "head is over " + maxHeadBytes + " bytes");
    }
  }

  static FetchException malformed(String detail) {
    return new FetchException(FailureKind.MALFORMED_RESPONSE, detail);
  }

  /// Of "Content-Length : 5" one reader would see a length and another would not (RFC 9112 section
  /// 5.1).
  private static boolean hasSpaces(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) == 0x7f) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasControls(String value) {
    return value.indexOf(0) >= 0 || value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0;
  }
}
