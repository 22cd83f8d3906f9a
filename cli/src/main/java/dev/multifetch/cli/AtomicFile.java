package dev.multifetch.cli;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a file whole or not at all, and through nothing that stands in its place: the folder may
/// be one that others write to.
final class AtomicFile {

  private AtomicFile() {}

  /// Replaces a file of that name, and returns it.
  static Path write(Path file, byte[] content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    // What may stand there is another file's link, a pipe, or what is left of a run that was ended.
    Files.deleteIfExists(unfinished);
    try {
      Files.write(unfinished, content, CREATE_NEW, WRITE); // O_EXCL in POSIX: opens what is ours
      return Files.move(unfinished, file, ATOMIC_MOVE); // rename in POSIX: follows no link
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }
}
