package dev.multifetch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Text that may stand on one line of a terminal, though a stranger wrote it.
final class Printable {

  /// Controls, marks that turn the direction of writing, and all that ends a line.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  /// More of a server's words is no help to anybody.
  private static final int LONGEST_DETAIL = 500;

  private Printable() {}

  /// What went wrong, in one line that ends.
  static String detail(String text) {
    int more = text.length() - LONGEST_DETAIL;
    return escaped(
        more <= 0 ? text : text.substring(0, LONGEST_DETAIL) + "... (" + more + " more)");
  }

  /// Lines that are lines on purpose; what else is in them is escaped.
  static String lines(String text) {
    return Stream.of(text.split("\n", -1)).map(Printable::escaped).collect(joining("\n"));
  }

  /// The text with such characters as JSON would escape them, so that a line of JSON stays one.
  static String escaped(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(Printable::escape);
  }

  /// The URL with such characters percent-encoded (RFC 3986 section 2.1).
  static String encoded(String url) {
    return UNPRINTABLE.matcher(url).replaceAll(found -> URLEncoder.encode(found.group(), UTF_8));
  }

  private static String escape(MatchResult found) {
    StringBuilder escaped = new StringBuilder();
    // An extra backslash: replaceAll would take a single one for its own.
    found.group().chars().forEach(unit -> escaped.append("\\\\u%04x".formatted(unit)));
    return escaped.toString();
  }
}
