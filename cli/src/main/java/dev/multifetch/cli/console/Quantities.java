package dev.multifetch.cli.console;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads quantities from a command line. An error message says what would be accepted; picocli puts
/// the option's name before it.
public final class Quantities {

  public static final String TIMES =
      "  TIME  500ms, 30s, 2m or 1h; a number without unit is in seconds";

  public static final String SIZES =
      "  SIZE  64k, 16MiB or 1G (k is 1024); a number without unit is in bytes";

  public static final String RATES =
      "  RATE  100/s, 30/m or 1000/h; a number without unit is for a second";

  private Quantities() {}

  /// `500ms`, `30s`, `2m`, `1h`; a bare number is in seconds.
  public static final class Time implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]+)(ms|s|m|h)?");

    @Override
    public Duration convert(String text) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw refused("must be a time such as 500ms, 30s, 2m or 1h", text);
      }
      try {
        Duration time = Duration.of(Long.parseLong(parts.group(1)), unit(parts.group(2)));
        if (time.toNanos() == 0) { // which throws if it is too long
          throw refused("must be 1ms or more", text);
        }
        return time;
      } catch (NumberFormatException | ArithmeticException e) {
        throw refused("must be shorter, such as 24h", text);
      }
    }

    private static ChronoUnit unit(@Nullable String symbol) {
      return switch (symbol) {
        case "ms" -> ChronoUnit.MILLIS;
        case "m" -> ChronoUnit.MINUTES;
        case "h" -> ChronoUnit.HOURS;
        case null, default -> ChronoUnit.SECONDS;
      };
    }
  }

  /// A time, or `none`.
  public static final class TimeOrNone implements ITypeConverter<Duration> {
    private static final Duration NONE = Duration.ofDays(365); // more than a fetcher can wait

    @Override
    public Duration convert(String text) {
      return text.equals("none") ? NONE : new Time().convert(text);
    }

    public static boolean isNone(Duration time) {
      return time.equals(NONE);
    }
  }

  /// `100/s`, `30/m`, `1000/h`; a bare number is for each second. The result is the time from one
  /// beginning to the next.
  public static final class Rate implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]+)(?:/([smh]))?");

    @Override
    public Duration convert(String text) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw refused("must be a rate such as 100/s, 30/m or 1000/h", text);
      }
      try {
        long count = Long.parseLong(parts.group(1));
        if (count == 0) {
          throw refused("must be 1/h or more", text);
        }
        Duration interval = Time.unit(parts.group(2)).getDuration().dividedBy(count);
        if (!interval.isZero()) {
          return interval;
        }
      } catch (NumberFormatException e) {
        // too high for a number: too high anyway
      }
      throw refused("must be lower, such as 1000/s", text);
    }
  }

  /// A size of something held in memory.
  public static final class MemorySize implements ITypeConverter<Integer> {
    private static final int LARGEST = Integer.MAX_VALUE - 8; // the longest array

    @Override
    public Integer convert(String text) {
      return (int) Size.convert(text, LARGEST);
    }
  }

  /// `16MiB`, `16M`, `64k`, or a bare number of bytes; k, M and G are powers of 1024.
  static final class Size implements ITypeConverter<Long> {
    private static final Pattern FORM =
        Pattern.compile("([0-9]+)(?:([kmg])(?:ib)?)?", Pattern.CASE_INSENSITIVE);

    @Override
    public Long convert(String text) {
      return convert(text, Long.MAX_VALUE);
    }

    private static long convert(String text, long largest) {
      Matcher parts = FORM.matcher(text);
      if (!parts.matches()) {
        throw refused("must be a size such as 16MiB, 64k or 1000", text);
      }
      try {
        long bytes = Math.multiplyExact(Long.parseLong(parts.group(1)), unit(parts.group(2)));
        if (bytes <= largest) {
          return bytes;
        }
      } catch (NumberFormatException | ArithmeticException e) {
        // too large for a number: too large anyway
      }
      throw refused("must be at most " + largest + ", such as 16MiB", text);
    }

    private static long unit(@Nullable String symbol) {
      return switch (symbol == null ? "" : symbol.toLowerCase(Locale.ROOT)) {
        case "k" -> 1 << 10;
        case "m" -> 1 << 20;
        case "g" -> 1 << 30;
        default -> 1;
      };
    }
  }

  /// The same, or none for no limit.
  public static final class SizeOrNone implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
      return text.equals("none") ? Long.valueOf(Long.MAX_VALUE) : new Size().convert(text);
    }
  }

  /// A number from 1.
  public static final class AtLeastOne implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return count(text, 1);
    }
  }

  /// A number from 0.
  public static final class AtLeastZero implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return count(text, 0);
    }
  }

  /// A port to listen on; 0 for any free port.
  public static final class Port implements ITypeConverter<Integer> {
    private static final int LAST = 65_535;

    @Override
    public Integer convert(String text) {
      int port = count(text, 0);
      if (port > LAST) {
        throw refused("must be at most " + LAST, text);
      }
      return port;
    }
  }

  private static int count(String text, int least) {
    try {
      int count = Integer.parseInt(text);
      if (count >= least) {
        return count;
      }
      throw refused("must be " + least + " or more", text);
    } catch (NumberFormatException e) {
      throw refused("must be a whole number such as 10", text);
    }
  }

  private static TypeConversionException refused(String rule, String text) {
    return new TypeConversionException(rule + ", was " + text);
  }
}
