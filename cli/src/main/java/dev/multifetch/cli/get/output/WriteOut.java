package dev.multifetch.cli.get.output;

import static java.util.stream.Collectors.joining;

import dev.multifetch.Fetched;
import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.get.output.Result.Success;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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

  /// What a field is, or [#NOTHING].
  private static final Map<String, Function<Ended, Object>> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("index", ended -> ended.result().input().index());
    FIELDS.put("url", ended -> ended.result().input().text());
    FIELDS.put("final_url", fetched(Fetched::finalUrl));
    FIELDS.put("status", fetched(Fetched::status));
    FIELDS.put("kind", ended -> ended.failure().orElse(NOTHING));
    FIELDS.put("bytes", fetched(Fetched::bodyBytes));
    FIELDS.put("ms", ended -> ended.result().millis());
    FIELDS.put("first_byte_ms", WriteOut::firstByteMillis);
    FIELDS.put("attempts", ended -> ended.result().attempts());
    FIELDS.put("file", ended -> ended.file().map(Path::toString).orElse(NOTHING));
  }

  private static Function<Ended, Object> fetched(Function<Fetched, Object> value) {
    return ended ->
        ended.result() instanceof Success success ? value.apply(success.fetched()) : NOTHING;
  }

  private static Object firstByteMillis(Ended ended) {
    OptionalLong millis = ended.result().firstByteMillis();
    return millis.isPresent() ? millis.getAsLong() : NOTHING;
  }

  private final List<Function<Ended, String>> pieces = new ArrayList<>();

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

  private static Function<Ended, String> field(String name) {
    Function<Ended, Object> value = FIELDS.get(name);
    if (value == null) {
      String known = FIELDS.keySet().stream().map(field -> "{" + field + "}").collect(joining(" "));
      throw new TypeConversionException("has no field {" + name + "}, only " + known);
    }
    return ended -> Printable.escaped(value.apply(ended).toString());
  }

  @Override
  public String text(Ended ended) {
    return pieces.stream().map(piece -> piece.apply(ended)).collect(joining());
  }

  /// Reads a template from a command line.
  static final class Reader implements ITypeConverter<WriteOut> {

    @Override
    public WriteOut convert(String text) {
      return new WriteOut(text);
    }
  }
}
