package dev.multifetch.workshop.predict;

import dev.multifetch.workshop.predict.Answer.Count;
import dev.multifetch.workshop.predict.Answer.Time;
import java.time.Duration;
import java.util.Locale;

/// Says where a wrong answer comes from, if it shows a [Misconception], or else how far off it is.
final class Correction {

  private final Measured measured;
  private final Lesson lesson;

  Correction(Measured measured) {
    this.measured = measured;
    this.lesson = measured.lesson();
  }

  /// A paragraph.
  String of(Topic topic, Answer predicted) {
    String said = "You said " + predicted.words();
    return Misconception.of(lesson, topic, predicted)
        .map(known -> said + arithmetic(known, predicted) + ". " + known.why() + instead(known))
        .orElseGet(() -> said + ": " + distance(topic, predicted));
  }

  /// How a wrong time comes about.
  private String arithmetic(Misconception known, Answer predicted) {
    if (!(predicted instanceof Time)) {
      return "";
    }
    String delay = Words.time(lesson.delay());
    return switch (known) {
      case ONE_AFTER_ANOTHER -> ": %d URLs x %s".formatted(lesson.urls(), delay);
      case BOUND_IGNORED -> ": one delay for %d URLs".formatted(lesson.urls());
      case NO_WHOLE_ROUNDS -> ": %d / %d of %s".formatted(lesson.urls(), lesson.inFlight(), delay);
      case ROUND_WAITS ->
          ": %s and then %d x %s".formatted(Words.time(lesson.first()), lesson.rounds() - 1, delay);
      case FAILURE_ENDS_LIST -> ": the time until URL %d fails".formatted(lesson.failing());
      default -> "";
    };
  }

  /// Who does the work, where somebody thought of a thread for each URL.
  private String instead(Misconception known) {
    if (known != Misconception.THREAD_PER_URL) {
      return "";
    }
    return switch (lesson.model()) {
      case "blocking" -> " The caller fetches all %d by itself.".formatted(lesson.urls());
      case "thread-pool" ->
          " The pool's %d threads take the next of %d URLs each time one ends."
              .formatted(lesson.inFlight(), lesson.urls());
      default -> " An event loop watches all connections, and no thread waits for one of them.";
    };
  }

  private String distance(Topic topic, Answer predicted) {
    double said = number(predicted);
    double found = number(measured.answer(topic));
    if (said <= 0) {
      return "more than nothing was measured.";
    }
    return said < found
        ? "the measured figure is %s that.".formatted(times(found / said))
        : "that is %s the measured figure.".formatted(times(said / found));
  }

  private static double number(Answer answer) {
    return switch (answer) {
      case Time(Duration time) -> time.toNanos() / 1e9;
      case Count(long count) -> (double) count;
      case Answer.Order _, Answer.AtFailure _ -> 1; // neither has a size
    };
  }

  private static String times(double factor) {
    return factor >= 1e6
        ? "a million times or more"
        : String.format(Locale.ROOT, "%.1f times", factor);
  }
}
