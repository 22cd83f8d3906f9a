package dev.multifetch.cli;

import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.cli.Result.Failure;
import dev.multifetch.cli.Result.Skipped;
import dev.multifetch.cli.Result.Success;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Columns: status or kind of failure, bytes, milliseconds, URL; after them the number of attempts
/// if there was more than one, so that the columns keep their places.
final class TextFormat implements Format {

  @Override
  public String line(Result result, Optional<Path> file) {
    return switch (result) {
      case Success(_, Fetched fetched, _, _) ->
          columns(Integer.toString(fetched.status()), fetched.bodyBytes(), result);
      case Failure(_, FailureKind kind, _, _, _) -> columns(kind.name(), 0, result);
      case Skipped _ -> columns("SKIPPED", 0, result);
    };
  }

  private static String columns(String verdict, long bytes, Result result) {
    // 18: the longest kind, MALFORMED_RESPONSE
    String columns =
        String.format(
            Locale.ROOT,
            "%-18s %9d %6d %s",
            verdict,
            bytes,
            result.millis(),
            result.input().text());
    int attempts = result.attempts();
    return attempts == 1 ? columns : columns + " (after " + attempts + " attempts)";
  }
}
