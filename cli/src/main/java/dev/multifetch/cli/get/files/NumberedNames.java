package dev.multifetch.cli.get.files;

import dev.multifetch.BodyHandler.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Names that begin with a number: the input's index, counted on from the files of earlier runs.
final class NumberedNames implements FileNames {

  private static final int LONGEST_NAME = 100; // file systems allow 255 bytes

  private static final Pattern NUMBER = Pattern.compile("([0-9]{6,15})-.*");

  private long first; // the number of index 0

  private NumberedNames(long first) {
    this.first = first;
  }

  /// Numbers after those of the files that are there.
  static NumberedNames after(Path folder) throws IOException {
    try (Stream<Path> there = Files.list(folder)) {
      return new NumberedNames(
          there
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .mapToLong(file -> number(file.getFileName().toString()) + 1)
              .max()
              .orElse(0));
    }
  }

  /// The numbers of the run that goes on here: the indexes, unless one of its files says otherwise.
  static NumberedNames resumed() {
    return new NumberedNames(0);
  }

  /// The number that a file's name begins with; -1 if there is none.
  private static long number(String name) {
    Matcher number = NUMBER.matcher(name);
    return number.matches() ? Long.parseLong(number.group(1)) : -1;
  }

  @Override
  public void taken(long index, String name) {
    first = Math.max(0, number(name) - index);
  }

  @Override
  public Optional<String> expected(long index, URI url) {
    return Optional.empty(); // the number depends on what is there
  }

  /// `000017-name.ext`, then `000017-2-name.ext` and so on: another run may save to the same folder
  /// at the same time.
  @Override
  public Stream<String> names(long index, Response response) {
    return IntStream.iterate(1, copy -> copy + 1)
        .mapToObj(copy -> name(first + index, copy, response.url()));
  }

  @Override
  public List<String> own(long index, Response response) {
    return List.of(name(first + index, 1, response.url()));
  }

  /// `000017-name.ext`: the characters of the path's last segment that are safe in every file
  /// system. Because of the number, the name is never hidden, empty or a device of Windows.
  ///
  /// @param copy from 1; how many files have this number and name
  static String name(long number, int copy, URI url) {
    String path = url.getPath();
    String segment = path.substring(path.lastIndexOf('/') + 1);
    String safe =
        segment
            .replaceAll("[^A-Za-z0-9._-]+", "_")
            .replaceAll("^\\.+|\\.+$", "")
            .replaceFirst("\\.part$", "$0_"); // else it looks unfinished
    String name = safe.isEmpty() ? "index" : safe;
    String end = name.substring(Math.max(0, name.length() - LONGEST_NAME)); // with its extension
    return String.format(Locale.ROOT, "%06d-%s%s", number, copy == 1 ? "" : copy + "-", end);
  }
}
