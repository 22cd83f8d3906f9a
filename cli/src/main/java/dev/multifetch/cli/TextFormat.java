package dev.multifetch.cli;

import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.cli.Result.Failure;
import dev.multifetch.cli.Result.Success;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Columns: status or kind of failure, bytes, milliseconds, URL.
final class TextFormat implements Format {

  @Override
  public String line(Result result, Optional<Path> file) {
    return switch (result) {
      case Success(Input input, Fetched fetched, long millis) ->
          columns(Integer.toString(fetched.status()), fetched.body().length, millis, input);
      case Failure(Input input, FailureKind kind, _, long millis) ->
          columns(kind.name(), 0, millis, input);
    };
  }

  private static String columns(String verdict, int bytes, long millis, Input input) {
    // 18: the longest kind, MALFORMED_RESPONSE
    return String.format(Locale.ROOT, "%-18s %9d %6d %s", verdict, bytes, millis, input.text());
  }
}
