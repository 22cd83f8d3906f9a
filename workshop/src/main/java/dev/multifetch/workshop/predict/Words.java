package dev.multifetch.workshop.predict;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes figures for people, and breaks lines.
final class Words {

  private Words() {}

  /// Whole milliseconds below a second, and seconds with at most two decimals above.
  static String time(Duration time) {
    long millis = Math.round(time.toNanos() / 1e6);
    if (millis < 1_000) {
      return millis + " ms";
    }
    String seconds = String.format(Locale.ROOT, "%,.2f", millis / 1e3);
    return seconds.replaceFirst("\\.?0+$", "") + " s";
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }

  /// Breaks the words into lines of at most this many columns.
  static List<String> lines(String words, int columns) {
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
}
