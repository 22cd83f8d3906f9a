package dev.multifetch.cli;

import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.cli.Result.Failure;
import dev.multifetch.cli.Result.Skipped;
import dev.multifetch.cli.Result.Success;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object for each URL.
final class JsonFormat implements Format {

  private final JsonMapper mapper = new JsonMapper();
  private final ListFormat list;

  /// @param list how the records of the inputs are written
  JsonFormat(ListFormat list) {
    this.list = list;
  }

  @Override
  public String text(Result result, Optional<Path> file) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("index", result.input().index());
    object.put("url", result.input().text());
    switch (result) {
      case Success(_, Fetched fetched, long millis, int attempts) -> {
        object.put("finalUrl", fetched.finalUrl().toString());
        object.put("status", fetched.status());
        object.put("bytes", fetched.bodyBytes());
        object.put("millis", millis);
        object.put("attempts", attempts);
        object.put("headers", byName(fetched.headers()));
        object.put("file", file.map(Path::toString)); // null if bodies are not saved
      }
      case Failure(_, FailureKind kind, String detail, long millis, int attempts) -> {
        object.put("failure", kind.name());
        object.put("detail", detail);
        object.put("millis", millis);
        object.put("attempts", attempts);
      }
      case Skipped(_, Optional<Path> there) -> {
        object.put("skipped", true);
        object.put("file", there.map(Path::toString));
      }
    }
    record(result.input()).ifPresent(record -> object.put("record", record));
    return Printable.escaped(mapper.writeValueAsString(object)) + "\n";
  }

  /// The record that the list has for a URL; of an argument, the URL as it was written.
  private Optional<Map<String, ?>> record(Input input) {
    if (input.problem().isPresent()) {
      return Optional.empty(); // it may not be readable
    }
    return input.record().map(input.line() == 0 ? new PlainList()::fields : list::fields);
  }

  /// Names in lower case, since their case does not matter; all values of each, in order.
  private static Map<String, List<String>> byName(Headers headers) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (Headers.Field field : headers) {
      values
          .computeIfAbsent(field.name().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(field.value());
    }
    return values;
  }
}
