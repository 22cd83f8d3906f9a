package dev.multifetch.workshop.predict;

import java.time.Duration;
import java.util.Locale;

/// Writes figures for people.
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
}
