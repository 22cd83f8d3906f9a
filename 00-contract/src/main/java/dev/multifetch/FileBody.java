package dev.multifetch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes a body to a file, which gets its name when the body is whole.
///
/// Only platform threads touch the file. A virtual thread would hold its carrier for as long as a
/// disk does not answer, and nothing can free a thread from such a write. So the thread that brings
/// the body waits for a future instead, and an abort ends that wait. There are two buffers: while
/// one is being written to disk, the next is filled.
final class FileBody implements BodyWriter {

  private static final int BUFFER = 64 << 10;

  /// One thread for each file that is being written at the moment.
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

  /// Gives a whole file its name.
  @FunctionalInterface
  private interface Naming {
    Path name(Path part) throws IOException;
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private final Path path;
  private final Path part;
  private final Opening opening;
  private final Naming naming;
  private final Consumer<Path> saved;
  private final CompletableFuture<@Nullable Void> aborted = new CompletableFuture<>();
  private CompletableFuture<?> disk = // guarded by this: the last task
      CompletableFuture.completedFuture("");

  // Only the thread that brings the body uses these.
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private @Nullable ByteBuffer other;

  // Only the tasks on the disk use these; each task runs after the one before.
  private @Nullable FileChannel file;
  private @Nullable Path named;

  FileBody(Path path) {
    this(path, UnfinishedFile::create);
  }

  FileBody(Path path, Opening opening) {
    this(path, opening, part -> Files.move(part, path, ATOMIC_MOVE, REPLACE_EXISTING), _ -> {});
  }

  /// A file that takes the first of these names that is free when the body is whole.
  static FileBody ofNewFile(Iterator<Path> names, Consumer<Path> saved) {
    Path first = names.next();
    return new FileBody(
        first,
        UnfinishedFile::create,
        part -> {
          Path free = first;
          while (!takesNewName(part, free)) {
            if (!names.hasNext()) {
              throw new FileAlreadyExistsException(free.toString());
            }
            free = names.next();
          }
          return free;
        },
        saved);
  }

  private FileBody(Path path, Opening opening, Naming naming, Consumer<Path> saved) {
    this.path = path;
    this.part = UnfinishedFile.beside(path);
    this.opening = opening;
    this.naming = naming;
    this.saved = saved;
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

  /// A small body gets a small buffer. A full buffer goes to the disk after the one before has been
  /// written.
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
          FileChannel whole = opened();
          named = naming.name(part);
          saved.accept(named);
          whole.close(); // not before: until then its lock says that it is not abandoned
        });
    await();
  }

  /// Frees the waiting thread at once. Then this waits until the file is deleted.
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
      throw new CompletionException(explained(e));
    }
  }

  /// Waits until the disk has everything.
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
      switch (e.getCause()) {
        case IOException broken -> throw broken;
        case RuntimeException defect -> throw defect;
        case Error defect -> throw defect;
        case null, default -> throw new IOException(e.getCause());
      }
    }
  }

  /// Returns false if the name is taken. A link replaces no file, also if two processes choose the
  /// same name. On a disk without links, an empty file takes the name first.
  private static boolean takesNewName(Path part, Path name) throws IOException {
    try {
      Files.createLink(name, part);
    } catch (FileAlreadyExistsException _) {
      return false;
    } catch (FileSystemException | UnsupportedOperationException _) {
      return takesNewNameWithoutLinks(part, name);
    }
    try {
      Files.delete(part);
    } catch (IOException e) {
      Files.delete(name);
      throw e;
    }
    return true;
  }

  private static boolean takesNewNameWithoutLinks(Path part, Path name) throws IOException {
    try {
      Files.createFile(name);
    } catch (FileAlreadyExistsException _) {
      return false;
    }
    try {
      Files.move(part, name, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      Files.delete(name);
      throw e;
    }
    return true;
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

  /// Whether the file is deleted.
  private boolean delete() {
    try (FileChannel open = file) {
      return open == null || Files.deleteIfExists(named == null ? part : named);
    } catch (IOException _) { // nobody waits for it any more
      return false;
    }
  }

  /// Adds the file's name and the remedy, because the system's exception does not always have them.
  private IOException explained(IOException e) {
    String reason =
        switch (e) {
          case FileSystemException _ when Files.isDirectory(path) ->
              "there is a folder with that name";
          case FileAlreadyExistsException _ -> "there is a file with that name";
          case NoSuchFileException _ -> "its folder does not exist: create it";
          case AccessDeniedException _ -> "no permission to write to its folder: grant it";
          case FileSystemException known when known.getReason() != null -> known.getReason();
          case IOException other when other.getMessage() != null -> other.getMessage();
          default -> e.toString();
        };
    IOException explained = new IOException(path + ": " + reason);
    explained.addSuppressed(e);
    return explained;
  }
}
