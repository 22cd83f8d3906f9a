package dev.multifetch.conformance.oracle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.multifetch.Failed;
import dev.multifetch.Fetched;
import dev.multifetch.Headers;
import dev.multifetch.Outcome;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What one fetcher reported for a specimen.
///
/// @param kind `FETCHED`, or the kind of the failure
/// @param detail the failure's detail, for a person
/// @param seen everything on which fetchers must agree
record Reading(String kind, String detail, String seen) {

  static Reading of(Outcome outcome) {
    return switch (outcome) {
      case Failed failed ->
          new Reading(failed.kind().name(), failed.detail(), failed.kind().name());
      case Fetched fetched ->
          new Reading(
              "FETCHED",
              fetched.finalUrl() + " " + fields(fetched.headers()),
              fetched(fetched.status(), new String(fetched.body(), ISO_8859_1))
                  + fetched.finalUrl()
                  + fields(fetched.headers()));
    };
  }

  /// Status and body in a form that can be compared.
  static String fetched(int status, String body) {
    return status + " " + body;
  }

  private static String fields(Headers headers) {
    return StreamSupport.stream(headers.spliterator(), false)
        .map(field -> field.name() + ": " + field.value())
        .collect(Collectors.joining("\n", "\n", ""));
  }

  @Override
  public String toString() {
    return seen.equals(kind) ? kind + " (" + detail + ")" : Escaped.of(seen);
  }
}
