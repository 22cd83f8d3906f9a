package dev.multifetch.benchmarks.peers;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder with the programs' sources and compiled files. It is deleted when this JVM ends.
final class Workshop {

  private static final List<String> SOURCES =
      List.of(
          "laps.py",
          "requests_sequential_tutorial.py",
          "requests_sequential.py",
          "requests_threads_tutorial.py",
          "requests_threads.py",
          "aiohttp_tutorial.py",
          "aiohttp_session.py",
          "fetch.go",
          "fetch.mjs");

  private Workshop() {}

  /// Created at the first use.
  private static final class Folder {
    static final Path PATH = furnished();
  }

  static Path folder() {
    return Folder.PATH;
  }

  private static Path furnished() {
    try {
      Path folder = Files.createTempDirectory("multifetch-peers");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      for (String source : SOURCES) {
        try (InputStream text = Workshop.class.getResourceAsStream(source)) {
          if (text == null) {
            throw new FileNotFoundException(source + " is missing beside " + Workshop.class);
          }
          Files.copy(text, folder.resolve(source));
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the peers' programs: " + e.getMessage(), e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
    } catch (IOException e) {
      // the system clears its folder for temporary files later
    }
  }
}
