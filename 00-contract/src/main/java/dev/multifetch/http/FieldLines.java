package dev.multifetch.http;

import dev.multifetch.Headers.Field;
import java.util.ArrayList;
import java.util.List;

/// Field lines up to the empty one behind them (RFC 9112 section 5).
final class FieldLines {

  private final Line line = new Line();
  private List<Field> fields = new ArrayList<>();

  /// Takes the next byte.
  ///
  /// @return whether it ended the last line, which is empty
  boolean accept(byte next) throws FetchException {
    if (!line.accept(next)) {
      return false;
    }
    boolean last = line.text().isEmpty();
    if (!last) {
      add(line.text());
    }
    line.clear();
    return last;
  }

  /// The fields, which another set follows.
  List<Field> take() {
    List<Field> taken = fields;
    fields = new ArrayList<>();
    return taken;
  }

  private void add(StringBuilder text) throws FetchException {
    if (isSpace(text.charAt(0))) {
      fold(stripped(text, 0));
      return;
    }
    int colon = text.indexOf(":");
    if (colon < 0) {
      throw ResponseHead.malformed("a field line without a colon: " + text);
    }
    fields.add(new Field(text.substring(0, colon), stripped(text, colon + 1)));
  }

  /// What continues a value on a line of its own comes behind a space (RFC 9112 section 5.2).
  private void fold(String more) throws FetchException {
    if (fields.isEmpty()) {
      throw ResponseHead.malformed("a folded line without a field before it");
    }
    Field begun = fields.removeLast();
    boolean between = !begun.value().isEmpty() && !more.isEmpty();
    fields.add(new Field(begun.name(), begun.value() + (between ? " " : "") + more));
  }

  private static String stripped(StringBuilder text, int start) {
    int from = start;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (from < to && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t'; // OWS in RFC 9110 section 5.6.3
  }
}
