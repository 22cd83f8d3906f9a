package dev.multifetch.workshop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Breaks text into lines that fit a terminal.
public final class Lines {

  /// As wide as a terminal is that nobody has made wider.
  public static final int COLUMNS = 79;

  private static final int WRAPPED = 105; // so long, and without an end of a sentence, it goes on

  private Lines() {}

  /// Breaks the words into lines of at most this many columns.
  public static List<String> wrap(String words, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    String joined = words.replaceAll("([0-9]) (ms|s)\\b", "$1\u00a0$2"); // unit with its number
    for (String word : joined.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word.replace('\u00a0', ' '));
    }
    lines.add(line.toString());
    return lines;
  }

  /// Breaks a text of several lines, each after this indent. Code stays as it is.
  static String wrapped(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder goesOn = new StringBuilder();
    boolean code = false;
    for (String line : text.strip().lines().toList()) {
      code ^= line.startsWith("```");
      boolean asItIs = code || line.startsWith("```") || line.startsWith("  ") || line.isEmpty();
      if (asItIs) {
        flush(goesOn, lines);
        lines.add(line);
      } else {
        goesOn.append(goesOn.isEmpty() ? "" : " ").append(line);
        if (line.length() < WRAPPED || line.endsWith(".")) {
          flush(goesOn, lines);
        }
      }
    }
    flush(goesOn, lines);
    return lines.stream()
        .filter(line -> !line.startsWith("```"))
        .map(line -> (indent + line).stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  private static void flush(StringBuilder goesOn, List<String> lines) {
    if (!goesOn.isEmpty()) {
      lines.addAll(wrap(goesOn.toString(), COLUMNS - 4));
      goesOn.setLength(0);
    }
  }
}
