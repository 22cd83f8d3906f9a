package dev.multifetch.frontier;

import dev.multifetch.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How long a server asks a client to wait: in seconds, or until a date (RFC 9110 section 10.2.3).
final class RetryAfter {

  private static final Pattern SECONDS = Pattern.compile("\\d+");

  /// The three forms of a date. Today's servers send only the first (RFC 9110 section 5.6.7).
  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1976)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.US)
              .withZone(ZoneOffset.UTC),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US)
              .withZone(ZoneOffset.UTC));

  private RetryAfter() {}

  /// @param wall tells the time if the response has no Date field with the server's time
  static Optional<Duration> in(Headers headers, InstantSource wall) {
    return headers
        .first("Retry-After")
        .map(String::strip)
        .flatMap(
            value ->
                SECONDS.matcher(value).matches()
                    ? Optional.of(seconds(value))
                    : date(value)
                        .map(then -> Duration.between(serversTime(headers, wall), then))
                        .map(pause -> pause.isNegative() ? Duration.ZERO : pause));
  }

  /// A number with too many digits still means a long time.
  private static Duration seconds(String digits) {
    return Duration.ofSeconds(digits.length() > 9 ? 1_000_000_000 : Long.parseLong(digits));
  }

  /// Both dates come from the server's clock, so it does not matter if ours differs.
  private static Instant serversTime(Headers headers, InstantSource wall) {
    return headers.first("Date").flatMap(RetryAfter::date).orElseGet(wall::instant);
  }

  private static Optional<Instant> date(String text) {
    for (DateTimeFormatter form : DATES) {
      try {
        return Optional.of(ZonedDateTime.parse(text, form).toInstant());
      } catch (DateTimeException _) {
        // another form, or none
      }
    }
    return Optional.empty();
  }
}
