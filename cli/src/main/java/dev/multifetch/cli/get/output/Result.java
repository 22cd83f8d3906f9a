package dev.multifetch.cli.get.output;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.multifetch.Failed;
import dev.multifetch.FailureKind;
import dev.multifetch.Fetched;
import dev.multifetch.Outcome;
import dev.multifetch.Timing;
import dev.multifetch.cli.get.input.Input;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/// The result of one input. An outcome knows its place in a batch, this knows its place in the run.
public sealed interface Result {

  /// The timing of an input that no fetcher has seen.
  Timing NONE = new Timing(0, Timing.NEVER, 0);

  Input input();

  Timing timing();

  /// How long the last attempt took, in milliseconds.
  default long millis() {
    return NANOSECONDS.toMillis(timing().finished() - timing().started());
  }

  /// How long it was until the head of the last response had come; empty if none came.
  default OptionalLong firstByteMillis() {
    Timing timing = timing();
    return timing.firstByte() == Timing.NEVER
        ? OptionalLong.empty()
        : OptionalLong.of(NANOSECONDS.toMillis(timing.firstByte() - timing.started()));
  }

  /// The number of attempts, from 1.
  default int attempts() {
    return timing().attempt();
  }

  record Success(Input input, Fetched fetched) implements Result {

    @Override
    public Timing timing() {
      return fetched.timing();
    }
  }

  record Failure(Input input, FailureKind kind, String detail, Timing timing) implements Result {}

  /// An input that is not fetched, because an earlier run has done that.
  ///
  /// @param file the file that is there; empty if the results of the earlier run have this input
  record Skipped(Input input, Optional<Path> file) implements Result {

    @Override
    public Timing timing() {
      return NONE;
    }
  }

  static Result of(Input input, Outcome outcome) {
    return switch (outcome) {
      case Fetched fetched -> new Success(input, fetched);
      case Failed(_, _, FailureKind kind, String detail, Timing timing) ->
          kind == FailureKind.INVALID_URL
              ? invalid(input, detail)
              : new Failure(input, kind, Remedies.with(kind, detail), timing);
    };
  }

  /// An input that no fetcher sees, because it is not a URL.
  static Result invalid(Input input, String detail) {
    String remedied = Remedies.with(FailureKind.INVALID_URL, detail);
    return new Failure(input, FailureKind.INVALID_URL, input.located(remedied), NONE);
  }
}
