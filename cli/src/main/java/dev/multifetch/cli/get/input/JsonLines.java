package dev.multifetch.cli.get.input;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A JSON object on each line.
///
/// @param field its field that holds the URL
record JsonLines(String field) implements ListFormat {

  static final int LONGEST_RECORD = 256 << 10; // 256 of them are read ahead

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  @Override
  public int longest() {
    return LONGEST_RECORD;
  }

  @Override
  public Optional<String> learn(ListLines.Line first) {
    try {
      return fields(first.text()).containsKey(field)
          ? Optional.empty()
          : Optional.of(
              "line %d has no field %s%sthe line is %s"
                  .formatted(first.number(), field, REMEDY, Entry.bad(first.text(), "").url()));
    } catch (JacksonException _) { // this record fails, as it would in another place
      return Optional.empty();
    }
  }

  @Override
  public boolean skips(String line) {
    return line.isBlank();
  }

  @Override
  public Entry entry(String line) {
    if (line.length() > LONGEST_RECORD) {
      return Entry.bad(line, "longer than " + LONGEST_RECORD + " characters");
    }
    try {
      Object url = fields(line).get(field);
      if (url instanceof String text) {
        return Entry.of(text.strip(), line);
      }
      String what = url == null ? "no field " + field : "the field " + field + " is no text";
      return Entry.bad(line, what + ": name the field with the URL with --url-field");
    } catch (JacksonException e) {
      int at = Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getColumnNr());
      return Entry.bad(line, "not an object of JSON: see character " + at);
    }
  }

  /// @throws JacksonException if this is no JSON object
  @Override
  public Map<String, Object> fields(String record) {
    Map<String, Object> fields = JSON.readValue(record, OBJECT);
    return fields == null ? Map.of() : fields; // the text null
  }

  @Override
  public String record(String url) {
    return JSON.writeValueAsString(Map.of(field, url));
  }
}
