package dev.multifetch.workshop.predict;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads times and counts as people type them: `1.2s`, `400 ms`, `2 seconds`, `1,000`.
final class Quantity {

  private static final Pattern TIME =
      Pattern.compile("([0-9.,]+) *(ms|millis|milliseconds?|s|secs?|seconds?|m|mins?|minutes?)");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,10}|[0-9]{1,3}(,[0-9]{3}){1,3}");
  private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?");
  private static final Pattern PLAIN = Pattern.compile("[0-9]{1,12}([.,][0-9]{1,9})?");
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(1).toNanos());
  private static final long MOST = 1_000_000_000;

  private Quantity() {}

  /// A time of at most a day, with its unit: without one, nobody can tell what was meant.
  static Optional<Answer> time(String typed) {
    Matcher parts = TIME.matcher(typed);
    return parts.matches()
        ? number(parts.group(1))
            .map(amount -> amount.multiply(BigDecimal.valueOf(nanos(parts.group(2)))))
            .filter(nanos -> nanos.compareTo(LONGEST) <= 0)
            .map(nanos -> new Answer.Time(Duration.ofNanos(nanos.longValue())))
        : Optional.empty();
  }

  /// A whole number of at most a thousand million.
  static Optional<Answer> count(String typed) {
    return COUNT.matcher(typed).matches()
        ? Optional.of(Long.parseLong(typed.replace(",", "")))
            .filter(number -> number <= MOST)
            .map(Answer.Count::new)
        : Optional.empty();
  }

  /// A comma before each three digits groups them; any other single comma is a decimal one.
  private static Optional<BigDecimal> number(String text) {
    if (GROUPED.matcher(text).matches()) {
      return Optional.of(new BigDecimal(text.replace(",", "")));
    }
    return PLAIN.matcher(text).matches()
        ? Optional.of(new BigDecimal(text.replace(',', '.')))
        : Optional.empty();
  }

  private static long nanos(String unit) {
    if (unit.startsWith("ms") || unit.startsWith("milli")) {
      return 1_000_000;
    }
    return unit.startsWith("s") ? 1_000_000_000 : 60_000_000_000L;
  }
}
