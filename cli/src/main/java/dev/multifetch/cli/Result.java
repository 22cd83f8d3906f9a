package dev.multifetch.cli;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The result of one input. An outcome knows its place in a batch, this knows its place in the run.
sealed interface Result {

  Input input();

  /// How long the last attempt took, in milliseconds.
  long millis();

  /// The number of attempts, from 1.
  int attempts();

  record Success(Input input, Fetched fetched, long millis, int attempts) implements Result {}

  record Failure(Input input, FailureKind kind, String detail, long millis, int attempts)
      implements Result {}

  /// An input that is not fetched, because an earlier run has done that.
  ///
  /// @param file the file that is there; empty if the results of the earlier run have this input
  record Skipped(Input input, Optional<Path> file) implements Result {

    @Override
    public long millis() {
      return 0;
    }

    @Override
    public int attempts() {
      return 1;
    }
  }

  static Result of(Input input, Outcome outcome) {
    return switch (outcome) {
      case Fetched fetched ->
          new Success(input, fetched, millis(fetched.timing()), fetched.timing().attempt());
      case Failed(_, _, FailureKind kind, String detail, Timing timing) ->
          kind == FailureKind.INVALID_URL
              ? invalid(input, detail)
              : new Failure(
                  input, kind, Remedies.with(kind, detail), millis(timing), timing.attempt());
    };
  }

  /// An input that no fetcher sees, because it is not a URL.
  static Result invalid(Input input, String detail) {
    String remedied = Remedies.with(FailureKind.INVALID_URL, detail);
    return new Failure(input, FailureKind.INVALID_URL, input.located(remedied), 0, 1);
  }

  private static long millis(Timing timing) {
    return TimeUnit.NANOSECONDS.toMillis(timing.finished() - timing.started());
  }
}
