package dev.multifetch.cli.get.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A list of URLs, read as it comes. It may be packed by gzip.
final class UrlList implements AutoCloseable {

  /// @param line its place in the list, from 1
  record Item(long line, ListFormat.Entry entry) {}

  private final InputStream stream;
  private final ListFormat format;
  private ListLines.@Nullable Line record; // which was read for the names of its fields
  private @Nullable ListLines lines; // none before the first call: opening one may wait

  UrlList(InputStream stream, ListFormat format) {
    this.stream = stream;
    this.format = format;
  }

  ListFormat format() {
    return format;
  }

  /// Reads the names of the fields. Call this first.
  ///
  /// @return why the list is refused, if it is
  Optional<String> begin() throws IOException {
    ListLines.Line first = format.hasFields() ? nextLine() : null;
    if (first == null) {
      return Optional.empty();
    }
    record = format.isTable() ? null : first;
    return format.learn(first);
  }

  /// The next line that may hold a URL; null at the end.
  @Nullable Item next() throws IOException {
    ListLines.Line line = record == null ? nextLine() : record;
    record = null;
    return line == null ? null : new Item(line.number(), format.entry(line.text()));
  }

  private ListLines.@Nullable Line nextLine() throws IOException {
    if (lines == null) {
      lines = lines(stream, UTF_8, format);
    }
    ListLines.Line line = lines.next();
    while (line != null && format.skips(line.text())) {
      line = lines.next();
    }
    return line;
  }

  /// Counts the URLs in a file, as they will be read.
  static long count(Path file, ListFormat format) throws IOException {
    long count = format.isTable() ? -1 : 0;
    try (ListLines lines =
        lines(Files.newInputStream(file), ISO_8859_1, format)) { // accepts any bytes
      for (var line = lines.next(); line != null; line = lines.next()) {
        count += format.skips(line.text()) ? 0 : 1;
      }
    }
    return count;
  }

  private static ListLines lines(InputStream stream, Charset charset, ListFormat format)
      throws IOException {
    InputStream unpacked = unpacked(new BufferedInputStream(stream));
    return new ListLines(
        new InputStreamReader(unpacked, charset), format.longest(), format.isTable());
  }

  /// A list that begins with the two bytes of gzip, whatever its name, is unpacked (RFC 1952).
  private static InputStream unpacked(BufferedInputStream stream) throws IOException {
    stream.mark(2);
    boolean packed = stream.read() == 0x1F && stream.read() == 0x8B;
    stream.reset();
    return packed ? new GZIPInputStream(new Promising(stream)) : stream;
  }

  /// Asked whether more is there, says yes. Of a file that several runs of gzip wrote, the JDK else
  /// drops the rest where the stream happens to pause.
  private static final class Promising extends FilterInputStream {

    Promising(InputStream stream) {
      super(stream);
    }

    @Override
    public int available() {
      return 1;
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
