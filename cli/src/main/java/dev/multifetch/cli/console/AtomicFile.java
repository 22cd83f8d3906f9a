package dev.multifetch.cli.console;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/// Writes a file whole or not at all, and follows no link or pipe of that name: other people may
/// write to the same folder.
public final class AtomicFile {

  private AtomicFile() {}

  /// Replaces a file of that name, and returns it.
  public static Path write(Path file, byte[] content) throws IOException {
    // Two runs may write to one file at once: each has an unfinished file of its own.
    String unique = Integer.toHexString(ThreadLocalRandom.current().nextInt());
    Path unfinished = file.resolveSibling(file.getFileName() + "." + unique + ".part");
    try {
      Files.write(unfinished, content, CREATE_NEW, WRITE); // O_EXCL: not if the name is taken
      return Files.move(unfinished, file, ATOMIC_MOVE); // rename in POSIX: follows no link
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }
}
