package dev.multifetch.http;

import dev.multifetch.FailureKind;
import dev.multifetch.Headers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects header or trailer fields from their lines as they come (RFC 9112 section 5).
final class FieldLines {

  private static final int LINE_END = 2; // bytes

  private final List<Headers.Field> fields = new ArrayList<>();
  private final int maxBytes;
  private long bytes;
  private @Nullable StringBuilder folded; // the value of the last field, if it has several lines

  /// @param maxBytes how long all lines may be together, with their line breaks
  FieldLines(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Takes a line without its line break. Returns whether more may come: none does after an empty
  /// line.
  ///
  /// @throws FetchException MALFORMED_RESPONSE if it is not a field line (R18), TOO_LARGE if the
  ///   lines are too long together
  boolean take(String line) throws FetchException {
    if (line.isEmpty()) {
      unfold();
      return false;
    }
    bytes += line.length() + LINE_END;
    if (bytes > maxBytes) {
      throw new FetchException(FailureKind.TOO_LARGE, "fields are over " + maxBytes + " bytes");
    }
    if (isSpace(line.charAt(0))) {
      fold(line);
    } else {
      unfold();
      fields.add(field(line));
    }
    return true;
  }

  /// The fields, once all their lines and the empty line have come.
  Headers headers() {
    return new Headers(fields);
  }

  /// R18: a line that begins with space continues the field before it (RFC 9112 section 5.2).
  private void fold(String line) throws FetchException {
    if (fields.isEmpty()) {
      throw ResponseHead.malformed("the first header field begins with a space");
    }
    Headers.Field begun = fields.getLast();
    if (folded == null) {
      folded = new StringBuilder(begun.value());
    }
    String more = withoutSpaceAround(line, 0);
    folded.append(' ').append(checked(begun.name(), more).value());
  }

  private void unfold() {
    if (folded != null) {
      String value = withoutSpaceAround(folded.toString(), 0);
      fields.add(new Headers.Field(fields.removeLast().name(), value));
      folded = null;
    }
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
