package dev.multifetch.cluster;

import dev.multifetch.cli.get.input.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/// Where the list has each URL that a fetcher was given. A fetcher counts only its own URLs, and
/// has every host's from all over the list. Millions of them may wait, so this is a scratch file,
/// in which the fetcher's count is the place.
final class Places implements AutoCloseable {

  private static final int ENTRY = Long.BYTES + Long.BYTES; // index, line
  private static final int BLOCK = 512 * ENTRY;

  private final FileChannel file;
  private final ByteBuffer last = ByteBuffer.allocate(BLOCK); // not yet in the file
  private long written; // bytes
  private long given;
  private final Records redirected = new Records(); // of the few that a redirect led here

  Places() throws IOException {
    file =
        FileChannel.open(
            Files.createTempFile("multifetch-waiting-", ".places"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /// The fetcher is given the next URL.
  synchronized void add(Task task) {
    if (task.moves() > 0) {
      redirected.add(given, task.moves() + " " + task.url());
    }
    given++;
    last.putLong(task.index()).putLong(task.line());
    if (!last.hasRemaining()) {
      last.flip();
      try {
        while (last.hasRemaining()) {
          written += file.write(last, written);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(
            "no room for the URLs that wait, in " + System.getProperty("java.io.tmpdir"), e);
      }
      last.clear();
    }
  }

  /// The place of a URL in the list. May be called on any thread.
  ///
  /// @param number the URL's place among the fetcher's, from 0
  synchronized long index(long number) {
    return entry(number).getLong(0);
  }

  /// Returns the task of a URL that the fetcher has finished.
  synchronized Task remove(long number, URI url) {
    ByteBuffer entry = entry(number);
    String next = url.toString();
    String[] before = redirected.remove(number).orElse("0 " + next).split(" ", 2);
    return new Task(
        entry.getLong(0), entry.getLong(Long.BYTES), before[1], next, Integer.parseInt(before[0]));
  }

  private ByteBuffer entry(long number) {
    long at = number * ENTRY;
    if (at >= written) {
      return last.slice((int) (at - written), ENTRY);
    }
    ByteBuffer entry = ByteBuffer.allocate(ENTRY);
    try {
      while (entry.hasRemaining()) {
        if (file.read(entry, at + entry.position()) < 0) {
          throw new IOException("the file is shorter than what was written");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entry;
  }

  @Override
  public void close() throws IOException {
    try (redirected) {
      file.close(); // which deletes it
    }
  }
}
