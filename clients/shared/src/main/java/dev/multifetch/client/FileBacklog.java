package dev.multifetch.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.frontier.Backlog;
import dev.multifetch.frontier.Visit;
import dev.multifetch.http.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A backlog in a scratch file. The file is created when it is first needed, and deleted when the
/// backlog closes. Each origin has a chain of records in the file: each record says where the next
/// one is. Memory holds only the two ends of each chain, so it grows only with the number of
/// waiting origins. When more than half of a large file is records that were taken, the others move
/// to a new file. So a list without end does not fill the disk.
final class FileBacklog implements Backlog, AutoCloseable {

  private static final int HEAD = Long.BYTES + Long.BYTES + Integer.BYTES; // next, index, length

  private static final class Chain {
    long first;
    long last;
    long length;
  }

  private final long large;
  private final Map<Origin, Chain> chains = new HashMap<>();
  private @Nullable FileChannel file;
  private long end;
  private long waiting; // bytes of the records that were not taken

  FileBacklog() {
    this(64 << 20);
  }

  /// @param large from how many bytes on the file is large
  FileBacklog(long large) {
    this.large = large;
  }

  /// How many bytes the file has.
  long size() {
    return end;
  }

  @Override
  public void add(Origin origin, Visit visit) {
    try {
      if (end > large && waiting < end / 2) {
        moveToNewFile();
      }
      append(origin, visit);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void moveToNewFile() throws IOException {
    Map<Origin, Chain> before = Map.copyOf(chains);
    try (FileChannel old = file()) {
      chains.clear();
      file = null;
      end = 0;
      for (var origin : before.keySet()) {
        Chain chain = before.get(origin);
        for (long left = chain.length; left > 0; left--) {
          append(origin, take(old, chain));
        }
      }
    }
  }

  private void append(Origin origin, Visit visit) throws IOException {
    byte[] url = visit.url().toString().getBytes(UTF_8);
    ByteBuffer record = ByteBuffer.allocate(HEAD + url.length);
    record.putLong(0).putLong(visit.index()).putInt(url.length).put(url).flip();
    Chain chain = chains.computeIfAbsent(origin, _ -> new Chain());
    if (chain.length++ == 0) {
      chain.first = end;
    } else {
      write(ByteBuffer.allocate(Long.BYTES).putLong(end).flip(), chain.last);
    }
    chain.last = end;
    write(record, end);
    end += HEAD + url.length;
    waiting += HEAD + url.length;
  }

  @Override
  public Visit next(Origin origin) {
    Chain chain = chains.get(origin);
    if (chain == null) {
      throw new IllegalStateException("nothing waits for " + origin);
    }
    try {
      Visit visit = take(file(), chain);
      if (--chain.length == 0) {
        chains.remove(origin);
      }
      return visit;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Visit take(FileChannel from, Chain chain) throws IOException {
    ByteBuffer head = read(from, HEAD, chain.first);
    long next = head.getLong();
    long index = head.getLong();
    ByteBuffer url = read(from, head.getInt(), chain.first + HEAD);
    waiting -= HEAD + url.limit();
    chain.first = next;
    return Visit.first(index, URI.create(UTF_8.decode(url).toString()));
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    FileChannel open = file();
    for (long to = at; bytes.hasRemaining(); ) {
      to += open.write(bytes, to);
    }
  }

  private static ByteBuffer read(FileChannel open, int length, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (long from = at; bytes.hasRemaining(); ) {
      int count = open.read(bytes, from);
      if (count < 0) {
        throw new IOException("the file is shorter than what was written");
      }
      from += count;
    }
    return bytes.flip();
  }

  private FileChannel file() throws IOException {
    if (file == null) {
      Path scratch = Files.createTempFile("multifetch-waiting-", ".urls");
      file =
          FileChannel.open(
              scratch,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    return file;
  }

  private static UncheckedIOException unusable(IOException e) {
    return new UncheckedIOException(
        "the URLs that wait for their servers do not fit into "
            + System.getProperty("java.io.tmpdir")
            + " (JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR names another folder): "
            + e.getMessage(),
        e);
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }
}
