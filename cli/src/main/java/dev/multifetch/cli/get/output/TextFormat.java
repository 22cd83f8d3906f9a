package dev.multifetch.cli.get.output;

import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.cli.console.Printable;
import dev.multifetch.cli.get.output.Result.Failure;
import dev.multifetch.cli.get.output.Result.Skipped;
import dev.multifetch.cli.get.output.Result.Success;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Columns: status or kind of failure, bytes, milliseconds, URL. After them, so that these keep
/// their places, stands what is new: where redirects led, the number of attempts if there was more
/// than one, and the file with the body.
final class TextFormat implements Format {

  @Override
  public String text(Ended ended) {
    Result result = ended.result();
    return Printable.escaped(columns(result) + whatIsNew(result, ended.file())) + "\n";
  }

  private static String columns(Result result) {
    return switch (result) {
      case Success(_, Fetched fetched) ->
          columns(Integer.toString(fetched.status()), fetched.bodyBytes(), result);
      case Failure(_, FailureKind kind, _, _) -> columns(kind.name(), 0, result);
      case Skipped _ -> columns("SKIPPED", 0, result);
    };
  }

  private static String columns(String verdict, long bytes, Result result) {
    // 18: the longest kind, MALFORMED_RESPONSE
    return String.format(
        Locale.ROOT, "%-18s %9d %6d %s", verdict, bytes, result.millis(), result.input().text());
  }

  private static String whatIsNew(Result result, Optional<Path> file) {
    StringBuilder text = new StringBuilder();
    if (result instanceof Success(_, Fetched fetched)
        && !fetched.finalUrl().equals(fetched.url())) {
      text.append(" -> ").append(fetched.finalUrl());
    }
    if (result.attempts() > 1) {
      text.append(" (after ").append(result.attempts()).append(" attempts)");
    }
    file.ifPresent(saved -> text.append(" > ").append(saved));
    return text.toString();
  }
}
