package dev.multifetch.cli.get.output;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps bytes until their number is known: a few in memory, more in a scratch file.
final class Spool implements AutoCloseable {

  private static final int MOST_IN_MEMORY = 64 << 10;

  private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
  private @Nullable FileChannel file;
  private long size;

  void write(ByteBuffer piece) throws IOException {
    size += piece.remaining();
    if (file == null && size > MOST_IN_MEMORY) {
      file =
          FileChannel.open(
              Files.createTempFile("multifetch-warc-", ".body"),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      write(file, ByteBuffer.wrap(memory.toByteArray()));
      memory.reset();
    }
    if (file != null) {
      write(file, piece);
    } else {
      byte[] bytes = new byte[piece.remaining()];
      piece.get(bytes);
      memory.writeBytes(bytes);
    }
  }

  private static void write(FileChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  long size() {
    return size;
  }

  /// All of it, from the beginning. Call this once, after the last write.
  InputStream read() throws IOException {
    return file == null
        ? new ByteArrayInputStream(memory.toByteArray())
        : Channels.newInputStream(file.position(0));
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
