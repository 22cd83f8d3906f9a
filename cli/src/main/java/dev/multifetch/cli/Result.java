package dev.multifetch.cli;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.util.concurrent.TimeUnit;

/// What became of one input: an outcome knows its place in a batch, this its place in the run.
sealed interface Result {

  Input input();

  /// How long the work on it took.
  long millis();

  record Success(Input input, Fetched fetched, long millis) implements Result {}

  record Failure(Input input, FailureKind kind, String detail, long millis) implements Result {}

  static Result of(Input input, Outcome outcome) {
    return switch (outcome) {
      case Fetched fetched -> new Success(input, fetched, millis(fetched.timing()));
      case Failed(_, _, FailureKind kind, String detail, Timing timing) ->
          kind == FailureKind.INVALID_URL
              ? invalid(input, detail)
              : new Failure(input, kind, detail, millis(timing));
    };
  }

  /// An input that no fetcher need see.
  static Result invalid(Input input, String detail) {
    return new Failure(input, FailureKind.INVALID_URL, input.located(detail), 0);
  }

  private static long millis(Timing timing) {
    return TimeUnit.NANOSECONDS.toMillis(timing.finished() - timing.started());
  }
}
