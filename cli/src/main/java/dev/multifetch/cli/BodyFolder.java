package dev.multifetch.cli;

import dev.multifetch.Fetched;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The folder that bodies are saved in, each under a name that begins with its input's index.
final class BodyFolder {

  private static final int LONGEST_NAME = 100; // file systems end at 255 bytes

  private final Path folder;

  /// @throws IOException if there is no such folder and none can be made
  BodyFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /// Saves a body, whole or not at all, and returns where.
  Path save(Input input, Fetched fetched) throws IOException {
    Path file = folder.resolve(fileName(input.index(), fetched.url()));
    return WholeFile.write(file, fetched.body());
  }

  /// `000017-name.ext`: of the path's last segment what is safe in every file system. The index
  /// makes it unique, and never hidden, empty or a device of Windows.
  static String fileName(long index, URI url) {
    String path = url.getPath();
    String segment = path.substring(path.lastIndexOf('/') + 1);
    String safe = segment.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^\\.+|\\.+$", "");
    String name = safe.isEmpty() ? "index" : safe;
    String end = name.substring(Math.max(0, name.length() - LONGEST_NAME)); // with its extension
    return String.format(Locale.ROOT, "%06d-%s", index, end);
  }
}
