package dev.multifetch.cli;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Text that may stand on one line of a terminal, whoever wrote it.
final class Printable {

  /// Controls, marks that turn the direction of writing, and all that ends a line.
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private Printable() {}

  /// The text with such characters as JSON would escape them, so that a line of JSON stays one.
  static String escaped(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(Printable::escape);
  }

  private static String escape(MatchResult found) {
    StringBuilder escaped = new StringBuilder();
    // An extra backslash: replaceAll would take a single one for its own.
    found.group().chars().forEach(unit -> escaped.append("\\\\u%04x".formatted(unit)));
    return escaped.toString();
  }
}
