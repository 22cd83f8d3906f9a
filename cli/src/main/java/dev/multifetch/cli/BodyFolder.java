package dev.multifetch.cli;

import dev.multifetch.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The folder in which bodies are saved. Each file's name begins with a number: its input's index,
/// counted on from the files of an earlier run, of which none is replaced.
final class BodyFolder {

  private static final int LONGEST_NAME = 100; // file systems allow 255 bytes

  private static final Pattern NUMBER = Pattern.compile("([0-9]{6,15})-.*");

  private final Path folder;
  private final long first;
  private final Map<Long, Path> saved = new ConcurrentHashMap<>(); // of inputs without a result yet

  /// @throws IOException if the folder is missing and cannot be created
  BodyFolder(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      first = there.filter(BodyFolder::isFile).mapToLong(BodyFolder::after).max().orElse(0);
    }
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /// One more than the number of a file; 0 if the file has no number.
  private static long after(Path file) {
    Matcher number = NUMBER.matcher(file.getFileName().toString());
    return number.matches() ? Long.parseLong(number.group(1)) + 1 : 0;
  }

  /// Writes each body to its file, as it comes.
  ///
  /// @param index returns an input's index. It takes the place of the input's URL among the URLs
  ///   that the fetcher was given
  /// @param unwanted whether the body of a response with this status is not saved
  BodyHandler writing(LongUnaryOperator index, IntPredicate unwanted) {
    BodyHandler files =
        BodyHandler.toNewFiles(
            response -> names(index.applyAsLong(response.index()), response.url()),
            (response, file) -> saved.put(index.applyAsLong(response.index()), file));
    return response ->
        (unwanted.test(response.status()) ? BodyHandler.discarding() : files).open(response);
  }

  /// The file with an input's body, if it was saved. Ask once, when the input has its result.
  Optional<Path> saved(long index) {
    return Optional.ofNullable(saved.remove(index));
  }

  /// `000017-name.ext`, then `000017-2-name.ext` and so on: another run may save to the same folder
  /// at the same time.
  private Stream<Path> names(long index, URI url) {
    return IntStream.iterate(1, copy -> copy + 1)
        .mapToObj(copy -> folder.resolve(fileName(first + index, copy, url)));
  }

  /// `000017-name.ext`: the characters of the path's last segment that are safe in every file
  /// system. Because of the number, the name is never hidden, empty or a device of Windows.
  ///
  /// @param copy from 1; how many files have this number and name
  static String fileName(long number, int copy, URI url) {
    String path = url.getPath();
    String segment = path.substring(path.lastIndexOf('/') + 1);
    String safe = segment.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^\\.+|\\.+$", "");
    String name = safe.isEmpty() ? "index" : safe;
    String end = name.substring(Math.max(0, name.length() - LONGEST_NAME)); // with its extension
    return String.format(Locale.ROOT, "%06d-%s%s", number, copy == 1 ? "" : copy + "-", end);
  }
}
