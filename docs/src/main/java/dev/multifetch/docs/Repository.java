package dev.multifetch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of the repository, and the files in it that a document may name.
///
/// @param files relative to the root; none that was built or installed, none of a hidden folder
record Repository(Path root, SortedSet<Path> files) {

  /// The repository that this test runs in.
  static Repository here() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("00-contract"))) {
      @Nullable Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("run this inside the repository: no 00-contract above");
      }
      folder = parent;
    }
    return at(folder);
  }

  static Repository at(Path root) {
    SortedSet<Path> files = new TreeSet<>();
    try {
      Files.walkFileTree(root, new Collector(root, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Repository(root, files);
  }

  private static final class Collector extends SimpleFileVisitor<Path> {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

    private final Path root;
    private final SortedSet<Path> files;

    Collector(Path root, SortedSet<Path> files) {
      this.root = root;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
      String name = folder.getFileName().toString();
      boolean notOurs = !folder.equals(root) && (name.startsWith(".") || NOT_OURS.contains(name));
      return notOurs ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
      files.add(root.relativize(file));
      return FileVisitResult.CONTINUE;
    }
  }

  /// Every Markdown file.
  List<Path> documents() {
    return files(".*\\.md");
  }

  /// The one file that a path names, in which `...` stands for any folders.
  Path file(String path) throws BrokenReference {
    List<Path> named =
        files(
            Stream.of(path.split("\\.\\.\\.", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    return switch (named.size()) {
      case 1 -> root.resolve(named.getFirst());
      case 0 -> throw new BrokenReference("no file " + path, "correct the path");
      default -> throw new BrokenReference(path + " may be any of " + named, "write more of it");
    };
  }

  /// The files whose path from the root matches, in order.
  List<Path> files(String regex) {
    Pattern pattern = Pattern.compile(regex);
    return files.stream().filter(path -> pattern.matcher(path.toString()).matches()).toList();
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
