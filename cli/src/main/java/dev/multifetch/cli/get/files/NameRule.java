package dev.multifetch.cli.get.files;

import dev.multifetch.BodyHandler.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the name of a file, which other files may have as well.
public interface NameRule {

  /// The folders and, last, the file. The text is a stranger's.
  ///
  /// @param response null if it is not known yet
  List<String> name(long index, URI url, @Nullable Response response);

  /// Whether the name depends on the response.
  default boolean needsResponse() {
    return false;
  }

  /// `host/path/file`, with `index.html` for a folder, and the query after an @, as in `wget -r`
  /// where names are for Windows as well. A port that is not the usual one stands after the host.
  static List<String> mirrored(URI url) {
    UrlParts parts = UrlParts.of(url);
    List<String> names = new ArrayList<>();
    names.add(parts.usualPort() ? parts.host() : parts.host() + "+" + parts.port());
    names.addAll(parts.folders());
    String file = parts.file().isEmpty() ? "index.html" : parts.file();
    names.add(parts.query().isEmpty() ? file : file + "@" + parts.query());
    return names;
  }
}
