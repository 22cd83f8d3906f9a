package dev.multifetch.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a file whole or not at all, and follows no link or pipe of that name: other people may
/// write to the same folder.
final class AtomicFile {

  private AtomicFile() {}

  /// Replaces a file of that name, and returns it.
  static Path write(Path file, byte[] content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    // Another file's link, a pipe or the rest of an interrupted run may have this name.
    Files.deleteIfExists(unfinished);
    try {
      Files.write(unfinished, content, CREATE_NEW, WRITE); // O_EXCL: not if the name is taken
      return Files.move(unfinished, file, ATOMIC_MOVE); // rename in POSIX: follows no link
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }
}
