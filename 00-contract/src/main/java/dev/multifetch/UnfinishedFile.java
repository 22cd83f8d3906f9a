package dev.multifetch;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/// The file that a body has until it is whole. A process that writes to such a file has a lock on
/// it, and the system ends the lock with the process. So a file without a lock is what is left of a
/// process that was killed.
final class UnfinishedFile {

  private static final int LONGEST_NAME = 50; // characters; a file system takes 255 bytes
  private static final Pattern NAME = Pattern.compile(".*\\.multifetch-[0-9a-f]{8}\\.part");

  private UnfinishedFile() {}

  /// A name beside this file that no other body has.
  static Path beside(Path file) {
    String name = file.getFileName().toString();
    int length = Math.min(LONGEST_NAME, name.codePointCount(0, name.length()));
    String beginning = name.substring(0, name.offsetByCodePoints(0, length));
    int unique = ThreadLocalRandom.current().nextInt();
    return file.resolveSibling("%s.multifetch-%08x.part".formatted(beginning, unique));
  }

  /// Creates the file and locks it. If another process deletes abandoned files in the moment before
  /// the lock, this creates the file again.
  static FileChannel create(Path part) throws IOException {
    while (true) {
      FileChannel file = FileChannel.open(part, CREATE_NEW, WRITE);
      if (isLocked(file) && Files.exists(part, NOFOLLOW_LINKS)) {
        return file;
      }
      file.close();
      Files.deleteIfExists(part);
    }
  }

  private static boolean isLocked(FileChannel file) {
    try {
      return file.tryLock() != null;
    } catch (IOException noLocks) { // then nobody can lock the file, and nobody deletes it
      return true;
    }
  }

  /// Deletes such files in this folder, and in the folders below it, unless a process writes to
  /// them.
  static void deleteAbandoned(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && NAME.matcher(file.getFileName().toString()).matches()) {
              deleteIfAbandoned(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException unreadable) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void deleteIfAbandoned(Path file) {
    try (FileChannel open = FileChannel.open(file, WRITE, NOFOLLOW_LINKS);
        FileLock lock = open.tryLock()) {
      if (lock != null) {
        Files.delete(file);
      }
    } catch (OverlappingFileLockException _) { // this process writes to it
    } catch (IOException _) { // it is gone, or nobody can know
    }
  }
}
