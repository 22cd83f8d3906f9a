package dev.multifetch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Writes a body to a file that has its name when it is whole.
final class FileBody implements BodyWriter {

  private final Path path;
  private final Path part;
  private final FileChannel file;
  private final AtomicReference<@Nullable Path> there;

  private FileBody(Path path, Path part, FileChannel file) {
    this.path = path;
    this.part = part;
    this.file = file;
    this.there = new AtomicReference<>(part);
  }

  static FileBody open(Path path) throws IOException {
    String unique = Integer.toHexString(ThreadLocalRandom.current().nextInt());
    Path part = path.resolveSibling(".multifetch-" + unique + ".part");
    try {
      return new FileBody(path, part, FileChannel.open(part, CREATE_NEW, WRITE));
    } catch (IOException e) {
      throw named(path, e);
    }
  }

  @Override
  public void write(ByteBuffer piece) throws IOException {
    try {
      while (piece.hasRemaining()) {
        file.write(piece);
      }
    } catch (IOException e) {
      throw named(path, e);
    }
  }

  @Override
  public void finish() throws IOException {
    try {
      file.close();
      Files.move(part, path, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw named(path, e);
    }
    if (!there.compareAndSet(part, path)) { // aborted just now
      Files.deleteIfExists(path);
    }
  }

  /// Closing the file frees a thread that is writing to it.
  @Override
  public void abort() {
    Path left = there.getAndSet(null);
    try {
      try {
        file.close();
      } finally {
        if (left != null) {
          Files.deleteIfExists(left);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(named(path, e));
    }
  }

  /// A channel's exception does not say which file it is about.
  private static IOException named(Path path, IOException e) {
    String reason =
        switch (e) {
          case NoSuchFileException _ -> "its folder is not there: create it";
          case AccessDeniedException _ -> "its folder may not be written to: permit it";
          case FileSystemException known when known.getReason() != null -> known.getReason();
          case IOException other when other.getMessage() != null -> other.getMessage();
          default -> e.toString();
        };
    IOException named = new IOException(path + ": " + reason);
    named.addSuppressed(e);
    return named;
  }
}
