package dev.multifetch.cli.get.input;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The records of the URLs that have been read and not finished.
///
/// Millions of URLs may wait for their servers. So memory holds a limited number of characters, and
/// the rest goes to two scratch files: the records, and, at a place that follows from its index,
/// where each record is.
public final class Records implements AutoCloseable {

  private static final int MOST_IN_MEMORY = 1 << 20; // characters
  private static final int PLACE = Long.BYTES + Integer.BYTES; // where, and how many bytes

  private final Map<Long, String> inMemory = new HashMap<>();
  private long characters;
  private @Nullable FileChannel texts;
  private @Nullable FileChannel places;
  private long end; // of the records in the file
  private long inFile; // how many are there

  /// Keeps the record of an input.
  public void add(long index, String record) {
    if (characters + record.length() <= MOST_IN_MEMORY) {
      inMemory.put(index, record);
      characters += record.length();
      return;
    }
    try {
      byte[] bytes = record.getBytes(UTF_8);
      texts = orNew(texts);
      write(texts, end, ByteBuffer.wrap(bytes));
      ByteBuffer place = ByteBuffer.allocate(PLACE).putLong(end + 1).putInt(bytes.length).flip();
      places = orNew(places);
      write(places, index * PLACE, place);
      end += bytes.length;
      inFile++;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /// Removes and returns the record of an input, if it has one.
  public Optional<String> remove(long index) {
    String record = inMemory.remove(index);
    if (record != null) {
      characters -= record.length();
      return Optional.of(record);
    }
    try {
      return places == null || texts == null ? Optional.empty() : read(texts, places, index);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Optional<String> read(FileChannel texts, FileChannel places, long index)
      throws IOException {
    ByteBuffer place = read(places, index * PLACE, PLACE);
    if (place.remaining() < PLACE) {
      return Optional.empty();
    }
    long at = place.getLong() - 1;
    if (at < 0) { // a place that nobody wrote holds zeros
      return Optional.empty();
    }
    String record = UTF_8.decode(read(texts, at, place.getInt())).toString();
    if (--inFile == 0) {
      end = 0; // the file is used anew
    }
    return Optional.of(record);
  }

  private static ByteBuffer read(FileChannel file, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {}
    return bytes.flip();
  }

  private static void write(FileChannel file, long at, ByteBuffer bytes) throws IOException {
    for (long to = at; bytes.hasRemaining(); ) {
      to += file.write(bytes, to);
    }
  }

  private static FileChannel orNew(@Nullable FileChannel open) throws IOException {
    return open != null
        ? open
        : FileChannel.open(
            Files.createTempFile("multifetch-waiting-", ".records"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  private static UncheckedIOException unusable(IOException e) {
    return new UncheckedIOException(
        "the records of the URLs that wait for their servers do not fit into "
            + System.getProperty("java.io.tmpdir")
            + " (JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR names another folder): "
            + e.getMessage(),
        e);
  }

  @Override
  public void close() {
    try (var _ = texts;
        var _ = places) {
      // both are deleted when they are closed
    } catch (IOException e) {
      throw unusable(e);
    }
  }
}
