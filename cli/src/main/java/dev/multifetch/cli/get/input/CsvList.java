package dev.multifetch.cli.get.input;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/// Records whose fields have names in the first line (RFC 4180). Between fields stands a comma, or
/// a semicolon or tab if the first line has that instead.
///
/// The reading thread learns the names before it hands out any input. Only after that do other
/// threads ask.
final class CsvList implements ListFormat {

  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build();

  private final String field;
  private CsvSchema schema = CsvSchema.emptySchema().withLineSeparator("");
  private volatile List<String> names;
  private volatile String firstLine;

  CsvList(String field) {
    this.field = field;
    names = List.of(field); // until there is a list
    firstLine = field;
  }

  @Override
  public int longest() {
    return JsonLines.LONGEST_RECORD;
  }

  @Override
  public boolean isTable() {
    return true;
  }

  @Override
  public Optional<String> learn(ListLines.Line first) {
    String line = first.text();
    schema = schema.withColumnSeparator(separator(line));
    List<String> found;
    try {
      found = values(line).stream().map(String::strip).toList();
    } catch (JacksonException _) {
      return Optional.of(
          "the first line is not one record of CSV: see its quotes and its line break; it is "
              + Entry.bad(line, "").url());
    }
    if (!found.contains(field)) {
      return Optional.of(
          "no field of the first line has the name "
              + field
              + REMEDY
              + "the first line is "
              + Entry.bad(line, "").url());
    }
    firstLine = line;
    names = found;
    return Optional.empty();
  }

  /// What stands between fields, if this is the first line.
  static char separator(String line) {
    return Stream.of(',', ';', '\t')
        .filter(mark -> line.indexOf(mark) >= 0)
        .findFirst()
        .orElse(',');
  }

  @Override
  public Optional<String> firstLine() {
    return Optional.of(firstLine);
  }

  @Override
  public boolean skips(String line) {
    return line.isBlank();
  }

  @Override
  public Entry entry(String line) {
    if (line.length() > longest()) {
      return Entry.bad(
          line, "longer than " + longest() + " characters, perhaps because a quote is not closed");
    }
    try {
      List<String> values = values(line);
      int place = names.indexOf(field);
      if (values.size() > names.size()) {
        String counts =
            "%d fields, and the first line names %d".formatted(values.size(), names.size());
        return Entry.bad(line, counts + ": write a field that holds a separator in quotes");
      }
      return place < values.size()
          ? Entry.of(values.get(place).strip(), line)
          : Entry.bad(line, "no field " + field);
    } catch (JacksonException e) {
      return Entry.bad(line, "not one record of CSV: see its quotes and its line break");
    }
  }

  private List<String> values(String line) {
    ObjectReader reader = CSV.readerFor(String[].class).with(schema);
    try (var records = reader.<String[]>readValues(line)) {
      List<String> values = records.hasNext() ? Arrays.asList(records.next()) : List.of();
      if (records.hasNext()) { // else it would be lost
        throw new StreamReadException("another record follows in the same line");
      }
      return values;
    }
  }

  @Override
  public Map<String, String> fields(String record) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> values = values(record);
    for (int i = 0; i < Math.min(values.size(), names.size()); i++) {
      fields.put(names.get(i), values.get(i));
    }
    return fields;
  }

  @Override
  public String record(String url) {
    String[] values = new String[names.size()];
    Arrays.fill(values, "");
    values[names.indexOf(field)] = url;
    ObjectWriter writer = CSV.writerFor(String[].class).with(schema);
    return writer.writeValueAsString(values);
  }
}
