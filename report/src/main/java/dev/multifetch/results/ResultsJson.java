package dev.multifetch.results;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Results as JSON: fields have the names of the records' components, figures their own, and enums
/// look like `no-detectable-difference`. Fields are sorted, so that two files can be compared line
/// by line. A list that is missing is empty: older files have no turns.
public final class ResultsJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(NanAsNull.module())
          .withConfigOverride(
              List.class,
              lists -> lists.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
          .enable(
              SerializationFeature.INDENT_OUTPUT, SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private ResultsJson() {}

  public static String write(Results results) {
    return MAPPER.writeValueAsString(results) + "\n";
  }

  /// @throws tools.jackson.core.JacksonException if it is not what [#write] writes
  public static Results read(String json) {
    return MAPPER.readValue(json, Results.class);
  }
}
