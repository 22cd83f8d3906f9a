package dev.multifetch.cli.get.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// The lines of a list, each with its number. A field in quotes may hold line breaks (RFC 4180
/// section 2), if the list's format has quotes.
final class ListLines implements AutoCloseable {

  /// @param number of the first line of the text, from 1
  /// @param text without a line break at its end
  record Line(long number, String text) {}

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final BufferedReader reader;
  private final int longest;
  private final boolean quotes;
  private long number;
  private String separators = ",;\t"; // the first line says which of them it is

  /// @param longest how many characters of a line count. Of a longer line, this keeps only enough
  ///   to show that
  ListLines(Reader reader, int longest, boolean quotes) {
    this.reader = new BufferedReader(reader);
    this.longest = longest;
    this.quotes = quotes;
  }

  /// The next line; null at the end.
  @Nullable Line next() throws IOException {
    long first = ++number;
    StringBuilder line = new StringBuilder();
    int next = reader.read();
    if (next < 0) {
      return null;
    }
    boolean atField = true; // here a quote would open a field
    boolean inQuotes = false;
    for (; next >= 0 && (next != '\n' || inQuotes); next = reader.read()) {
      if (line.length() <= longest) {
        line.append((char) next);
      }
      number += next == '\n' ? 1 : 0;
      if (next == '"' && quotes && (inQuotes || atField)) {
        inQuotes = !inQuotes; // a quote inside is written twice, so it opens the field again
        atField = true;
      } else {
        atField = !inQuotes && (separators.indexOf(next) >= 0 || next == BYTE_ORDER_MARK);
      }
    }
    String text = text(first, line);
    if (separators.length() > 1 && !text.isBlank()) { // this is the first line that counts
      separators = String.valueOf(CsvList.separator(text));
    }
    return new Line(first, text);
  }

  private static String text(long number, StringBuilder line) {
    boolean marked = number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK;
    int end = line.length();
    return line.substring(marked ? 1 : 0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
