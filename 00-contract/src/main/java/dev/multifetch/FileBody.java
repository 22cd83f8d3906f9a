package dev.multifetch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Writes a body to a file that has its name when it is whole.
///
/// Only platform threads touch the file. A virtual thread holds its carrier for as long as a disk
/// does not answer, and no thread can be freed from such a write. So the thread that brings the
/// body waits for a future instead, and an abort ends that wait. While one buffer is on its way to
/// the disk the next is filled, and there are no more than these two.
final class FileBody implements BodyWriter {

  private static final int BUFFER = 64 << 10;
  private static final int LONGEST_NAME = 50; // characters; a file system takes 255 bytes

  /// As many threads as files are being written just now.
  private static final Executor DISK =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          200,
          TimeUnit.MILLISECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("multifetch-disk-", 0).factory());

  @FunctionalInterface
  interface Opening {
    FileChannel open(Path part) throws IOException;
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private final Path path;
  private final Path part;
  private final Opening opening;
  private final CompletableFuture<@Nullable Void> aborted = new CompletableFuture<>();
  private CompletableFuture<?> disk = // guarded by this: the last work that was given
      CompletableFuture.completedFuture("");

  // Of the thread that writes.
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private @Nullable ByteBuffer other;

  // Of the work on the disk, each of which runs after the one before.
  private @Nullable FileChannel file;
  private boolean moved;

  FileBody(Path path) {
    this(path, part -> FileChannel.open(part, CREATE_NEW, WRITE));
  }

  FileBody(Path path, Opening opening) {
    this.path = path;
    this.opening = opening;
    String name = path.getFileName().toString();
    int length = Math.min(LONGEST_NAME, name.codePointCount(0, name.length()));
    String unique = Integer.toHexString(ThreadLocalRandom.current().nextInt());
    part =
        path.resolveSibling(
            name.substring(0, name.offsetByCodePoints(0, length)) + "." + unique + ".part");
  }

  @Override
  public void write(ByteBuffer piece) throws IOException {
    while (piece.hasRemaining()) {
      if (!buffer.hasRemaining()) {
        makeRoom(piece.remaining());
      }
      int length = Math.min(buffer.remaining(), piece.remaining());
      buffer.put(piece.slice(piece.position(), length));
      piece.position(piece.position() + length);
    }
  }

  /// A small body has a small buffer. A full one goes to the disk when the one before is there.
  private void makeRoom(int wanted) throws IOException {
    if (buffer.capacity() < BUFFER) {
      int larger = Math.min(BUFFER, Math.max(2 * buffer.capacity(), wanted));
      buffer = ByteBuffer.allocate(larger).put(buffer.flip());
      return;
    }
    await();
    ByteBuffer full = buffer.flip();
    start(() -> append(full));
    buffer = other == null ? ByteBuffer.allocate(BUFFER) : other.clear();
    other = full;
  }

  @Override
  public void finish() throws IOException {
    await();
    ByteBuffer last = buffer.flip();
    start(
        () -> {
          append(last);
          opened().close();
          Files.move(part, path, ATOMIC_MOVE, REPLACE_EXISTING);
          moved = true;
        });
    await();
  }

  /// Frees the thread that waits at once. Then this waits until nothing is left of the file.
  @Override
  public void abort() {
    CompletableFuture<?> deleted;
    synchronized (this) {
      if (aborted.complete(null)) {
        disk = disk.handleAsync((_, _) -> delete(), DISK);
      }
      deleted = disk;
    }
    deleted.join();
  }

  private synchronized void start(Work work) {
    if (!aborted.isDone()) {
      disk = disk.thenRunAsync(() -> attempt(work), DISK);
    }
  }

  private synchronized CompletableFuture<?> disk() {
    return disk;
  }

  private void attempt(Work work) {
    try {
      work.run();
    } catch (IOException e) {
      throw new CompletionException(named(e));
    }
  }

  /// Waits until the disk has all that it was given.
  private void await() throws IOException {
    CompletableFuture<?> last = disk();
    try {
      if (!last.isDone()) {
        CompletableFuture.anyOf(last, aborted).join();
      }
      if (aborted.isDone()) {
        throw new IOException(path + ": given up");
      }
      last.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException broken ? broken : new IOException(e.getCause());
    }
  }

  private FileChannel opened() throws IOException {
    if (file == null) {
      file = opening.open(part);
    }
    return file;
  }

  private void append(ByteBuffer bytes) throws IOException {
    FileChannel open = opened();
    while (bytes.hasRemaining()) {
      open.write(bytes);
    }
  }

  /// Whether nothing is left.
  private boolean delete() {
    try (FileChannel open = file) {
      return open == null || Files.deleteIfExists(moved ? path : part);
    } catch (IOException _) { // which nobody waits for any more
      return false;
    }
  }

  /// What the system throws does not always say which file it is about, nor what to do.
  private IOException named(IOException e) {
    String reason =
        switch (e) {
          case FileSystemException _ when Files.isDirectory(path) ->
              "there is a folder with that name";
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
