package dev.multifetch.cli.get.input;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How a list of URLs is written. One object serves one list.
public sealed interface ListFormat permits PlainList, JsonLines, CsvList {

  /// What a line says.
  ///
  /// @param url the URL, valid or not; without one, the line's beginning
  /// @param record the line itself, if it says more than the URL
  /// @param problem why the line has no URL
  record Entry(String url, Optional<String> record, Optional<String> problem) {

    private static final int SHOWN = 100; // characters of a line without URL

    static Entry of(String url) {
      return new Entry(url, Optional.empty(), Optional.empty());
    }

    static Entry of(String url, String record) {
      return new Entry(url, Optional.of(record), Optional.empty());
    }

    static Entry bad(String record, String problem) {
      String shown = record.length() <= SHOWN ? record : record.substring(0, SHOWN) + "...";
      return new Entry(shown.strip(), Optional.of(record), Optional.of(problem));
    }
  }

  /// What to do about a list without the field that should hold the URL.
  String REMEDY = ": name the field with the URL with --url-field, or say --input-format plain; ";

  /// The formats, as a user names them.
  enum Name {
    plain,
    jsonl,
    csv;

    /// The format that a file's name ends in, before an ending such as `.gz`.
    static Name of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
      if (name.endsWith(".csv")) {
        return csv;
      }
      return name.endsWith(".jsonl") || name.endsWith(".ndjson") ? jsonl : plain;
    }

    /// @param field the field that holds the URL
    ListFormat open(String field) {
      return switch (this) {
        case plain -> new PlainList();
        case jsonl -> new JsonLines(field);
        case csv -> new CsvList(field);
      };
    }
  }

  /// How many characters a line may have.
  int longest();

  /// Whether the first line names the fields. Then a field may be in quotes and hold line breaks.
  default boolean isTable() {
    return false;
  }

  /// Whether lines have fields, of which one holds the URL.
  default boolean hasFields() {
    return true;
  }

  /// Learns the names of the fields from the first line.
  ///
  /// @return why the list is refused, if the field with the URL is missing
  default Optional<String> learn(ListLines.Line first) {
    return Optional.empty();
  }

  /// The first line of a table.
  default Optional<String> firstLine() {
    return Optional.empty();
  }

  /// Whether nothing is to be fetched for a line, such as a comment.
  boolean skips(String line);

  /// What a line says that is not skipped.
  Entry entry(String line);

  /// The fields of a record, by their names.
  Map<String, ?> fields(String record);

  /// A record that has only a URL.
  String record(String url);
}
