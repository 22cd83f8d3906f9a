package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// The parts of a URL that names of files are made of, without percent-encoding.
///
/// @param port -1 if the URL has none
/// @param folders what the path has between its slashes
/// @param file what the path has after its last slash; may be empty
/// @param query without its question mark; empty if there is none
record UrlParts(
    String scheme, String host, int port, List<String> folders, String file, String query) {

  static UrlParts of(URI url) {
    List<String> path =
        Stream.of(Objects.requireNonNullElse(url.getRawPath(), "").split("/", -1))
            .map(UrlParts::decoded)
            .toList();
    return new UrlParts(
        Objects.requireNonNullElse(url.getScheme(), "").toLowerCase(Locale.ROOT),
        Objects.requireNonNullElse(url.getHost(), "").toLowerCase(Locale.ROOT),
        url.getPort(),
        path.subList(0, path.size() - 1).stream().filter(part -> !part.isEmpty()).toList(),
        path.getLast(),
        decoded(Objects.requireNonNullElse(url.getRawQuery(), "")));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8); // a plus is a space only in forms
  }

  int usualPort() {
    return scheme.equals("https") ? 443 : 80;
  }
}
