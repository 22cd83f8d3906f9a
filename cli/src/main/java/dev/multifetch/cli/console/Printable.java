package dev.multifetch.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URLEncoder;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes a stranger's text safe to print on one line of a terminal.
public final class Printable {

  /// Control characters, marks that change the direction of writing, all line breaks, and half of a
  /// surrogate pair, which UTF-8 cannot write.
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  /// More of a server's words would not help.
  private static final int LONGEST_DETAIL = 500;

  private Printable() {}

  /// The problem in one line of limited length.
  public static String detail(String text) {
    int more = text.length() - LONGEST_DETAIL;
    return escaped(
        more <= 0 ? text : text.substring(0, LONGEST_DETAIL) + "... (" + more + " more)");
  }

  /// Keeps line breaks that are there on purpose, and escapes the rest.
  public static String lines(String text) {
    return Stream.of(text.split("\n", -1)).map(Printable::escaped).collect(joining("\n"));
  }

  /// Escapes these characters as JSON does, so that a line of JSON stays one line.
  public static String escaped(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(Printable::escape);
  }

  /// Percent-encodes these characters in a URL (RFC 3986 section 2.1).
  public static String encoded(String url) {
    return UNPRINTABLE.matcher(url).replaceAll(found -> URLEncoder.encode(found.group(), UTF_8));
  }

  private static String escape(MatchResult found) {
    StringBuilder escaped = new StringBuilder();
    // An extra backslash: replaceAll would read a single one as its own escape.
    found.group().chars().forEach(unit -> escaped.append("\\\\u%04x".formatted(unit)));
    return escaped.toString();
  }
}
