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
/// waiting origins.
final class FileBacklog implements Backlog, AutoCloseable {

  private static final int HEAD = Long.BYTES + Long.BYTES + Integer.BYTES; // next, index, length

  private static final class Chain {
    long first;
    long last;
    long length;
  }

  private final Map<Origin, Chain> chains = new HashMap<>();
  private @Nullable FileChannel file;
  private long end;

  @Override
  public void add(Origin origin, Visit visit) {
    byte[] url = visit.url().toString().getBytes(UTF_8);
    ByteBuffer record = ByteBuffer.allocate(HEAD + url.length);
    record.putLong(0).putLong(visit.index()).putInt(url.length).put(url).flip();
    try {
      Chain chain = chains.computeIfAbsent(origin, _ -> new Chain());
      if (chain.length++ == 0) {
        chain.first = end;
      } else {
        write(ByteBuffer.allocate(Long.BYTES).putLong(end).flip(), chain.last);
      }
      chain.last = end;
      write(record, end);
      end += HEAD + url.length;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  @Override
  public Visit next(Origin origin) {
    Chain chain = chains.get(origin);
    if (chain == null) {
      throw new IllegalStateException("nothing waits for " + origin);
    }
    try {
      ByteBuffer head = read(HEAD, chain.first);
      long next = head.getLong();
      long index = head.getLong();
      ByteBuffer url = read(head.getInt(), chain.first + HEAD);
      chain.first = next;
      if (--chain.length == 0) {
        chains.remove(origin);
      }
      return Visit.first(index, URI.create(UTF_8.decode(url).toString()));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void write(ByteBuffer bytes, long at) throws IOException {
    FileChannel open = file();
    for (long to = at; bytes.hasRemaining(); ) {
      to += open.write(bytes, to);
    }
  }

  private ByteBuffer read(int length, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    FileChannel open = file();
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
            + " (-Djava.io.tmpdir=DIR names another folder): "
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
