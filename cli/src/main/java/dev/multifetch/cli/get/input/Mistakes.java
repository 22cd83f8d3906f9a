package dev.multifetch.cli.get.input;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people put in a list of URLs by mistake, and what to do instead.
final class Mistakes {

  /// @param form how such a text looks, from its beginning to its end
  /// @param remedy may name a group of the form, such as `$1`
  private record Mistake(Pattern form, String remedy) {

    Optional<String> in(String text) {
      Matcher matcher = form.matcher(text);
      return matcher.matches() ? Optional.of(matcher.replaceFirst(remedy)) : Optional.empty();
    }
  }

  private static final Mistake NO_SCHEME_BEFORE_SLASHES =
      mistake("//.*", "no scheme: write http: or https: before it");
  private static final Mistake NO_SCHEME =
      mistake("(?![A-Za-z][A-Za-z0-9+.-]*://).*", "no scheme: write http:// or https:// before it");

  /// The first that fits counts. \\uFFFD is a byte that is not UTF-8.
  private static final List<Mistake> ALL =
      List.of(
          mistake(
              "(BZh[1-9]1AY|\\uFFFD7zXZ|\\(\\uFFFD/\\uFFFD|PK\\x03\\x04).*",
              "a compressed file: unpack the list first"),
          mistake(
              ".*://[^\\x00]*\\x00.*",
              "URLs separated by NUL: put each on a line of its own (tr '\\\\0' '\\\\n')"),
          mistake(".*\\x00.*", "not UTF-8: save the list as UTF-8"), // UTF-16, mostly
          mistake(
              ".{" + (Input.LONGEST + 1) + ",}", "longer than " + Input.LONGEST + " characters"),
          mistake("[\"'`<\\u2018-\\u201E\\u00AB].*", "in quotes or brackets: leave them out"),
          NO_SCHEME_BEFORE_SLASHES,
          mistake("/.*|(?i:https?)://", "no host: a URL looks like http://host/path"),
          mistake("(?i:(https?))//.*", "no colon: write $1:// before the host"),
          mistake("(?i:(https?):)/?[^/].*", "no slashes: write $1:// before the host"),
          mistake(
              "([A-Za-z][A-Za-z0-9+-]*):(?![0-9]|//).*", "scheme must be http or https, was $1"),
          NO_SCHEME,
          mistake("\\S+\\s+#.*", "a comment after the URL: put it on a line of its own"),
          mistake(
              "\\S+\\s+(.*\\s)?https?://.*", "more than one URL: put each on a line of its own"),
          mistake("\\S+\\t.*", "text after a tab: leave it out"),
          mistake(
              ".*\\uFFFD.*",
              "not UTF-8: percent-encode all characters beyond ASCII"
                  + " (in an argument: or set LC_ALL=C.UTF-8)"));

  private Mistakes() {}

  private static Mistake mistake(String form, String remedy) {
    return new Mistake(Pattern.compile(form, Pattern.DOTALL), remedy);
  }

  /// Whether a text lacks a scheme, and nothing else that this knows.
  static boolean lacksScheme(String text) {
    return ALL.stream()
        .filter(mistake -> mistake.in(text).isPresent())
        .findFirst()
        .filter(first -> first.equals(NO_SCHEME) || first.equals(NO_SCHEME_BEFORE_SLASHES))
        .isPresent();
  }

  /// The mistake in a text, in words; empty if none of these fits.
  static Optional<String> in(String text) {
    return ALL.stream().flatMap(mistake -> mistake.in(text).stream()).findFirst();
  }
}
