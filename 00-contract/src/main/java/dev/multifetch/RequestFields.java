package dev.multifetch;

import dev.multifetch.Headers.Field;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Which header fields a caller may add to every request (R13).
final class RequestFields {

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e\\t]*");

  /// The fetcher itself sets the fields that say where a message ends and how a connection is used.
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "connection",
          "keep-alive",
          "proxy-connection",
          "content-length",
          "transfer-encoding",
          "te",
          "trailer",
          "upgrade",
          "expect");

  private RequestFields() {}

  /// @throws IllegalArgumentException if the field may not be added; the message names it
  static void check(Field field) {
    String name = field.name();
    if (!TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "header name must be a token (RFC 9110 section 5.6.2), was \"" + visible(name) + "\"");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "header " + name + " is set by the fetcher itself: leave it out");
    }
    checkValue("header " + name, field.value(), field.secret());
  }

  static void checkUserAgent(String value) {
    checkValue("userAgent", value, false);
  }

  private static void checkValue(String name, String value, boolean secret) {
    if (!PRINTABLE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          name
              + " must be printable ASCII without line breaks"
              + (secret ? "" : ", was \"" + visible(value) + "\""));
    }
  }

  /// Escapes what a terminal cannot show of a wrong value.
  private static String visible(String value) {
    return value.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
