package dev.multifetch.cli.get.files;

import dev.multifetch.BodyHandler;
import dev.multifetch.BodyHandler.Response;
import dev.multifetch.BodyWriter;
import dev.multifetch.cli.console.FilePath;
import dev.multifetch.cli.get.input.Input;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/// The folder in which bodies are saved. No file of another URL or run is replaced.
public final class BodyFolder {

  private final Path folder;
  private final FileNames names;
  private final boolean resumed;
  private final Map<Long, Path> saved = new ConcurrentHashMap<>(); // of inputs without a result yet

  /// @param folder must exist
  /// @param resumed whether an earlier run goes on here. It may have been killed, and have left
  ///   whole files that no result names
  BodyFolder(Path folder, FileNames names, boolean resumed) {
    this.folder = folder;
    this.names = names;
    this.resumed = resumed;
  }

  /// Writes each body to its file, as it comes.
  ///
  /// @param index returns an input's index. It takes the place of the input's URL among the URLs
  ///   that the fetcher was given
  /// @param unwanted whether the body of a response with this status is not saved
  public BodyHandler writing(LongUnaryOperator index, IntPredicate unwanted) {
    return response ->
        unwanted.test(response.status())
            ? BodyHandler.discarding().open(response)
            : open(index.applyAsLong(response.index()), response);
  }

  private BodyWriter open(long index, Response response) throws IOException {
    Iterator<Path> free = names.names(index, response).map(folder::resolve).iterator();
    Path first = free.next(); // which no other URL can have from now on
    if (resumed) {
      for (String own : names.own(index, response)) {
        deleteFile(folder.resolve(own));
      }
    }
    createFolders(first);
    Stream<Path> all = Stream.concat(Stream.of(first), Stream.generate(free::next));
    return BodyHandler.toNewFiles(_ -> all, (_, file) -> saved.put(index, file)).open(response);
  }

  private static void deleteFile(Path path) throws IOException {
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
    }
  }

  /// Creates the folders between this folder and a file. A link may stand in their place, and is
  /// not followed out of this folder.
  private void createFolders(Path file) throws IOException {
    Path parent = file.resolveSibling("");
    for (int part = folder.getNameCount() + 1; part <= parent.getNameCount(); part++) {
      Path between = folder.resolve(parent.subpath(folder.getNameCount(), part));
      if (Files.isDirectory(between, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      if (Files.exists(between, LinkOption.NOFOLLOW_LINKS)) {
        checkLink(between);
      } else {
        Files.createDirectories(between); // another URL may create it at the same time
      }
    }
  }

  private void checkLink(Path link) throws IOException {
    if (!link.toRealPath().startsWith(folder.toRealPath())) {
      throw new IOException(link + " is a link that leads out of " + folder + ": remove it");
    }
  }

  /// The file that an input will have, if the names do not depend on responses. Ask once for each
  /// input, in the order of the list.
  ///
  /// @throws URISyntaxException as [Input#url] does
  Optional<Path> expected(Input input) throws URISyntaxException {
    return names.expected(input.index(), input.url()).map(folder::resolve);
  }

  /// Whether the body of an earlier result is still here, and whole: a power failure may have cut
  /// it off. No other body gets the name of its file.
  ///
  /// @throws Ledger.Mismatch if the file is in another folder
  boolean keeps(ResultLines.Line line) {
    if (line.file() == null) {
      return false;
    }
    Path file = path(line.number(), line.file());
    if (!file.startsWith(folder)) {
      throw new Ledger.Mismatch(
          "line %d names the file %s, which is not in %s: name the --output-dir of that run"
              .formatted(line.number(), file, folder));
    }
    names.taken(line.index(), folder.relativize(file).toString().replace(File.separatorChar, '/'));
    return Files.isRegularFile(file)
        && (line.bytes() < 0 || file.toFile().length() == line.bytes());
  }

  private static Path path(long line, String name) {
    try {
      return new FilePath().convert(name);
    } catch (TypeConversionException e) {
      throw new Ledger.Mismatch("line " + line + " " + e.getMessage());
    }
  }

  /// The file with an input's body, if it was saved. Ask once, when the input has its result.
  public Optional<Path> saved(long index) {
    return Optional.ofNullable(saved.remove(index));
  }
}
