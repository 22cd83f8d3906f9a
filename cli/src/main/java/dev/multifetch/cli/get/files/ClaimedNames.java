package dev.multifetch.cli.get.files;

import dev.multifetch.BodyHandler.Response;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Names by a rule that may give one name to several inputs. The first to claim it has it, and the
/// name of another gets that input's index: `page.html`, `page-17.html`.
final class ClaimedNames implements FileNames {

  private static final long FOLDERS = -2; // who has the name of a folder, which ends with /

  private final Path folder;
  private final NameRule rule;
  private final Claims claims = new Claims();

  ClaimedNames(Path folder, NameRule rule) {
    this.folder = folder;
    this.rule = rule;
  }

  @Override
  public Optional<String> expected(long index, URI url) {
    return rule.needsResponse() ? Optional.empty() : claim(index, url, null).findFirst();
  }

  @Override
  public Stream<String> names(long index, Response response) {
    return claim(index, response.url(), response);
  }

  /// Its name, and the one it may have had when another input was later.
  @Override
  public synchronized List<String> own(long index, Response response) {
    List<String> wanted = rule.name(index, response.url(), response);
    String parent = parent(wanted);
    return Stream.of(0, 1)
        .map(copy -> parent + name(wanted, index, copy))
        .filter(name -> claims.owner(name) == index || claims.owner(name) == Claims.NOBODY)
        .toList();
  }

  @Override
  public synchronized void taken(long index, String name) {
    for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      claims.claim(name.substring(0, slash + 1), FOLDERS);
    }
    claims.claim(name, index);
  }

  /// An input that asks again gets the same name. The names after the first are for the case that
  /// another run has saved a file under it.
  private synchronized Stream<String> claim(long index, URI url, @Nullable Response response) {
    List<String> wanted = rule.name(index, url, response);
    String parent = parent(wanted);
    int copy = 0;
    String name = parent + name(wanted, index, copy);
    while (claims.owner(name + "/") == FOLDERS || claims.claim(name, index) != index) {
      name = parent + name(wanted, index, ++copy);
    }
    return IntStream.iterate(copy, next -> next + 1)
        .mapToObj(next -> parent + name(wanted, index, next));
  }

  private static String name(List<String> wanted, long index, int copy) {
    String name = SafeName.of(wanted.getLast());
    String number = copy == 0 ? "" : copy == 1 ? "-" + index : "-" + index + "-" + copy;
    return SafeName.with(name.isEmpty() ? "index" : name, number);
  }

  /// The folders, each with a slash after it. Where a file has the name of a folder, the folder has
  /// another.
  private String parent(List<String> wanted) {
    StringBuilder parent = new StringBuilder();
    for (String part : wanted.subList(0, wanted.size() - 1)) {
      String safe = SafeName.of(part);
      if (!safe.isEmpty()) {
        String name = safe;
        for (int copy = 1; isFile(parent + name); copy++) {
          name = SafeName.with(safe, copy == 1 ? ".folder" : ".folder-" + copy);
        }
        parent.append(name).append('/');
        claims.claim(parent.toString(), FOLDERS);
      }
    }
    return parent.toString();
  }

  private boolean isFile(String path) {
    return claims.owner(path + "/") != FOLDERS
        && (claims.owner(path) != Claims.NOBODY
            || Files.isRegularFile(folder.resolve(path), LinkOption.NOFOLLOW_LINKS));
  }
}
