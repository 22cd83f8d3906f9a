package dev.multifetch.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a run that was killed has left of the URLs that were at work: unfinished files, and whole
/// files that no result names. Each goes when its URL is fetched again.
final class Leftovers {

  /// How a body is called until it is whole: its file's name, of a long name only the beginning,
  /// and a random number.
  private static final Pattern UNFINISHED = Pattern.compile("(.*)\\.[0-9a-f]{1,8}\\.part");

  private static final int LONG = 50; // characters

  private final Queue<Path> unfinished = new ConcurrentLinkedQueue<>();

  Leftovers(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) { // follows no links
      files.filter(file -> UNFINISHED.matcher(name(file)).matches()).forEach(unfinished::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  /// Deletes what is left of this file.
  void delete(Path file) throws IOException {
    List<Path> parts = unfinished.stream().filter(part -> isUnfinished(part, file)).toList();
    for (Path part : parts) {
      deleteFile(part);
    }
    unfinished.removeAll(parts);
    deleteFile(file);
  }

  private static boolean isUnfinished(Path part, Path file) {
    if (!part.resolveSibling(file.getFileName()).equals(file)) {
      return false; // it is in another folder
    }
    String beginning = UNFINISHED.matcher(name(part)).replaceFirst("$1");
    return beginning.length() < LONG
        ? name(file).equals(beginning)
        : name(file).startsWith(beginning);
  }

  private static void deleteFile(Path path) throws IOException {
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
    }
  }
}
