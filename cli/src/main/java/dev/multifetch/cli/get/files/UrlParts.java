package dev.multifetch.cli.get.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.multifetch.http.Origin;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The parts of a URL that names of files are made of, without percent-encoding.
///
/// @param host in lower case; an IPv6 address is without its brackets
/// @param port the scheme's usual port if the URL names none
/// @param folders what the path has between its slashes
/// @param file what the path has after its last slash; may be empty
/// @param query without its question mark; empty if there is none
record UrlParts(
    String host, int port, boolean usualPort, List<String> folders, String file, String query) {

  private static final Origin NONE = new Origin(false, "", 80); // of a URL that is never fetched

  static UrlParts of(URI url) {
    List<String> path =
        Stream.of(Objects.requireNonNullElse(url.getRawPath(), "").split("/", -1))
            .map(UrlParts::decoded)
            .toList();
    Origin origin = Origin.named(url).orElse(NONE);
    return new UrlParts(
        origin.host(),
        origin.port(),
        origin.port() == (origin.secure() ? 443 : 80),
        path.subList(0, path.size() - 1).stream().filter(part -> !part.isEmpty()).toList(),
        path.getLast(),
        decoded(Objects.requireNonNullElse(url.getRawQuery(), "")));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8); // a plus is a space only in forms
  }
}
