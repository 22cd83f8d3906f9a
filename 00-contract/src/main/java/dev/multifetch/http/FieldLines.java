package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;
import java.util.ArrayList;
import java.util.List;

/// Puts header or trailer fields together from their lines (RFC 9112 section 5), as they come.
public final class FieldLines {

  private static final int LINE_END = 2; // bytes

  private final List<Headers.Field> fields = new ArrayList<>();
  private final int maxBytes;
  private long bytes;
  private boolean folded;

  /// @param maxBytes how long all lines may be together, their ends included
  public FieldLines(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Takes a line without its end. Returns whether there may be more: not behind an empty one.
  ///
  /// @throws FetchException MALFORMED_RESPONSE if it is no field line (R18), TOO_LARGE if it is one
  ///   too many
  public boolean take(String line) throws FetchException {
    if (line.isEmpty()) {
      return false;
    }
    bytes += line.length() + LINE_END;
    if (bytes > maxBytes) {
      throw new FetchException(FailureKind.TOO_LARGE, "fields are over " + maxBytes + " bytes");
    }
    if (isSpace(line.charAt(0))) {
      fold(line);
    } else {
      fields.add(field(line));
    }
    return true;
  }

  /// The fields of all lines so far.
  public Headers headers() {
    if (folded) {
      fields.replaceAll(
          field -> new Headers.Field(field.name(), withoutSpaceAround(field.value(), 0)));
    }
    return new Headers(fields);
  }

  /// R18: a line that begins with space goes on with the field before it (RFC 9112 section 5.2).
  private void fold(String line) throws FetchException {
    if (fields.isEmpty()) {
      throw ResponseHead.malformed("the first header field begins with a space");
    }
    folded = true;
    Headers.Field begun = fields.removeLast();
    String value = begun.value() + " " + withoutSpaceAround(line, 0);
    fields.add(checked(begun.name(), value));
  }

  private static Headers.Field field(String line) throws FetchException {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw ResponseHead.malformed("a header field without a colon");
    }
    return checked(line.substring(0, colon), withoutSpaceAround(line, colon + 1));
  }

  private static Headers.Field checked(String name, String value) throws FetchException {
    Headers.Field field = new Headers.Field(name, value);
    ResponseHead.checkField(field);
    return field;
  }

  private static String withoutSpaceAround(String line, int start) {
    int from = start;
    int to = line.length();
    while (from < to && isSpace(line.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(line.charAt(to - 1))) {
      to--;
    }
    return line.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t'; // OWS in RFC 9110 section 5.6.3
  }
}
