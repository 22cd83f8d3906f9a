package dev.multifetch.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that everything is in, and what a document may name in it.
record Repository(Path root) {

  private static final Pattern NOT_OURS = Pattern.compile("(.*/)?(target|\\..*)(/.*)?");

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
    return new Repository(folder);
  }

  /// Every Markdown file, relative to the root.
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

  /// All files whose path from the root matches, in order.
  List<Path> files(String regex) {
    Pattern pattern = Pattern.compile(regex);
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(root::relativize)
          .filter(path -> !NOT_OURS.matcher(path.toString()).matches())
          .filter(path -> pattern.matcher(path.toString()).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
