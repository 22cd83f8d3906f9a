package dev.multifetch.cli.get.output;

import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.get.input.Input;
import dev.multifetch.cli.get.input.ListFormat;
import dev.multifetch.cli.get.input.PlainList;
import dev.multifetch.cli.get.output.Result.Failure;
import dev.multifetch.cli.get.output.Result.Skipped;
import dev.multifetch.cli.get.output.Result.Success;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// One JSON object for each URL.
public final class JsonFormat implements Format {

  private final JsonMapper mapper = new JsonMapper();
  private final ListFormat list;

  /// @param list how the records of the inputs are written
  public JsonFormat(ListFormat list) {
    this.list = list;
  }

  @Override
  public boolean hasDetails() {
    return true;
  }

  @Override
  public String text(Ended ended) {
    Result result = ended.result();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("index", result.input().index());
    object.put("url", result.input().text());
    switch (result) {
      case Success(_, Fetched fetched) -> {
        object.put("finalUrl", fetched.finalUrl().toString());
        object.put("status", fetched.status());
        ended.failure().ifPresent(failure -> object.put("failure", failure));
        object.put("bytes", fetched.bodyBytes());
        times(result, object);
        object.put("headers", byName(fetched.headers()));
        object.put("file", ended.file().map(Path::toString)); // null if bodies are not saved
      }
      case Failure(_, FailureKind kind, String detail, _) -> {
        object.put("failure", kind.name());
        object.put("detail", detail);
        times(result, object);
      }
      case Skipped(_, Optional<Path> there) -> {
        object.put("skipped", true);
        object.put("file", there.map(Path::toString));
      }
    }
    ended
        .archived()
        .ifPresent(
            place -> {
              object.put("warcOffset", place.offset());
              object.put("warcLength", place.length());
            });
    record(result.input()).ifPresent(record -> object.put("record", record));
    return Printable.escaped(mapper.writeValueAsString(object)) + "\n";
  }

  private static void times(Result result, Map<String, Object> object) {
    object.put("millis", result.millis());
    object.put("firstByteMillis", result.firstByteMillis()); // null if no response came
    object.put("attempts", result.attempts());
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
