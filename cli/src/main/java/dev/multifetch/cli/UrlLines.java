package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines of a text that hold a URL. Blank lines and lines that begin with # hold none.
final class UrlLines implements AutoCloseable {

  /// @param number its place among all lines, from 1
  /// @param text without space around it
  record Line(long number, String text) {}

  private final Reader reader;
  private long number;

  UrlLines(Reader reader) {
    this.reader = new BufferedReader(reader);
  }

  /// Counts the URLs in a file, as they will be read.
  static long count(Path file) throws IOException {
    long count = 0;
    try (UrlLines lines =
        new UrlLines(Files.newBufferedReader(file, ISO_8859_1))) { // accepts any bytes
      while (lines.next() != null) {
        count++;
      }
    }
    return count;
  }

  /// The next line that holds a URL; null at the end.
  @Nullable Line next() throws IOException {
    for (String line = nextLine(); line != null; line = nextLine()) {
      String text = (++number == 1 ? withoutByteOrderMark(line) : line).strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        return new Line(number, text);
      }
    }
    return null;
  }

  private static String withoutByteOrderMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /// Reads a line. Of a line that is too long, it keeps only enough to show that.
  private @Nullable String nextLine() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = reader.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = reader.read()) {
      if (line.length() <= Input.LONGEST) {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
