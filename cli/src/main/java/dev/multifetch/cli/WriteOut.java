package dev.multifetch.cli;

import static java.util.stream.Collectors.joining;

import dev.multifetch.cli.Result.Failure;
import dev.multifetch.cli.Result.Success;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Text with fields in braces, which the user gives: `{status} {url}\n`.
final class WriteOut implements Format {

  /// What a field shows where it has no value, so that columns stay columns.
  private static final String NOTHING = "-";

  private static final Pattern SPECIAL = Pattern.compile("\\{\\{|}}|\\{([^{}]*)}|\\\\(.)|[{}]");

  private record Line(Result result, Optional<Path> file) {

    String ofSuccess(Function<Success, Object> value) {
      return result instanceof Success success ? value.apply(success).toString() : NOTHING;
    }
  }

  private static final Map<String, Function<Line, String>> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("index", line -> Long.toString(line.result.input().index()));
    FIELDS.put("url", line -> line.result.input().text());
    FIELDS.put("final_url", line -> line.ofSuccess(success -> success.fetched().finalUrl()));
    FIELDS.put("status", line -> line.ofSuccess(success -> success.fetched().status()));
    FIELDS.put(
        "kind", line -> line.result instanceof Failure failed ? failed.kind().name() : NOTHING);
    FIELDS.put("bytes", line -> line.ofSuccess(success -> success.fetched().bodyBytes()));
    FIELDS.put("ms", line -> Long.toString(line.result.millis()));
    FIELDS.put("first_byte_ms", line -> line.ofSuccess(WriteOut::firstByteMillis));
    FIELDS.put("attempts", line -> Integer.toString(line.result.attempts()));
    FIELDS.put("file", line -> line.file.map(Path::toString).orElse(NOTHING));
  }

  private final List<Function<Line, String>> pieces = new ArrayList<>();

  /// @throws TypeConversionException if a field has no such name
  private WriteOut(String text) {
    Matcher special = SPECIAL.matcher(text);
    int end = 0;
    while (special.find()) {
      add(text.substring(end, special.start()));
      end = special.end();
      if (special.group(1) != null) {
        pieces.add(field(special.group(1)));
      } else if (special.group(2) != null) {
        add(escaped(special.group(2)));
      } else if (special.group().length() == 1) {
        throw new TypeConversionException(
            "needs { and } around the name of a field; a brace itself is {{ or }}");
      } else {
        add(special.group().substring(1));
      }
    }
    add(text.substring(end));
    if (!text.endsWith("\\n") || text.endsWith("\\\\n")) {
      add("\n");
    }
  }

  private void add(String literal) {
    pieces.add(_ -> literal);
  }

  private static String escaped(String character) {
    return switch (character) {
      case "n" -> "\n";
      case "t" -> "\t";
      case "\\" -> "\\";
      default ->
          throw new TypeConversionException("knows \\n, \\t and \\\\, and not \\" + character);
    };
  }

  private static Function<Line, String> field(String name) {
    Function<Line, String> value = FIELDS.get(name);
    if (value == null) {
      String known = FIELDS.keySet().stream().map(field -> "{" + field + "}").collect(joining(" "));
      throw new TypeConversionException("has no field {" + name + "}, only " + known);
    }
    return line -> Printable.escaped(value.apply(line));
  }

  private static long firstByteMillis(Success success) {
    var timing = success.fetched().timing();
    return TimeUnit.NANOSECONDS.toMillis(timing.firstByte() - timing.started());
  }

  @Override
  public String text(Result result, Optional<Path> file) {
    Line line = new Line(result, file);
    return pieces.stream().map(piece -> piece.apply(line)).collect(joining());
  }

  /// Reads a template from a command line.
  static final class Reader implements ITypeConverter<WriteOut> {

    @Override
    public WriteOut convert(String text) {
      return new WriteOut(text);
    }
  }
}
