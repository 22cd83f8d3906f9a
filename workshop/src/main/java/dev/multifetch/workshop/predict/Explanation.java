package dev.multifetch.workshop.predict;

import dev.multifetch.workshop.predict.Answer.Count;
import dev.multifetch.workshop.predict.Answer.Time;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says in words why what was measured is as it is. Each sentence follows from the numbers.
final class Explanation {

  private static final int FIRST = 10;

  private final Measured measured;
  private final Lesson lesson;

  Explanation(Measured measured) {
    this.measured = measured;
    this.lesson = measured.lesson();
  }

  /// One paragraph.
  String of(Topic topic) {
    return switch (topic) {
      case MAKESPAN -> makespan();
      case IN_FLIGHT -> peak();
      case THREADS -> threads();
      case ORDER -> order();
      case FAILURE -> failure();
    };
  }

  /// What the wrong answer would mean.
  String ofWrong(Topic topic, Answer predicted) {
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

  private String makespan() {
    Duration expected = lesson.expected();
    Duration rest = measured.makespan().minus(expected);
    String machine =
        rest.isNegative()
            ? ""
            : " The other %s are this machine's: it sends, receives and runs code."
                .formatted(Words.time(rest));
    String much =
        rest.compareTo(expected.dividedBy(2)) > 0
            ? " That is much: its %s probably had other work. Run it again when they are idle."
                .formatted(
                    Words.count(
                        Runtime.getRuntime().availableProcessors(), "processor", "processors"))
            : "";
    return "%s The server measured %s.%s%s fetchEach took %s, and its process %s: a JVM starts, and warms up with %s that do not count."
        .formatted(
            formula(),
            Words.time(measured.makespan()),
            machine,
            much,
            Words.time(measured.run().took()),
            Words.time(measured.run().whole()),
            Words.count(lesson.urls(), "URL", "URLs"));
  }

  private String formula() {
    int places = lesson.inFlight();
    if (lesson.hasSlowFirst()) {
      int others = lesson.urls() - 1;
      int rounds = Math.ceilDiv(others, places - 1);
      return "URL 1 keeps one place for %s. Meanwhile the other %d places fetch %d URLs in ceil(%d / %d) = %d rounds of %s. So %s is enough for all."
          .formatted(
              Words.time(lesson.first()),
              places - 1,
              others,
              others,
              places - 1,
              rounds,
              Words.time(lesson.delay()),
              Words.time(lesson.expected()));
    }
    return "%s URLs, %s at once, are ceil(%d / %d) = %s of %s: %s."
        .formatted(
            Words.count(lesson.urls()),
            Words.count(places),
            lesson.urls(),
            places,
            Words.count(lesson.rounds(), "round", "rounds"),
            Words.time(lesson.delay()),
            Words.time(lesson.expected()));
  }

  private String peak() {
    String seen =
        "Of %s, the server had at most %s to answer at one time; maxInFlight is %s."
            .formatted(
                Words.count(measured.seen().size(), "request", "requests"),
                Words.count(measured.peak()),
                Words.count(lesson.inFlight()));
    return measured.peak() < lesson.inFlight()
        ? seen + " So the first answers were there before the last request came."
        : seen;
  }

  private String threads() {
    String system =
        measured.run().systemThreads().isPresent()
            ? " Linux counted up to %d in /proc, with those that compile and clean up for the JVM."
                .formatted(measured.run().systemThreads().getAsInt())
            : " There is no /proc here to count them again.";
    return "The JVM counted at most %s besides its own. At the first outcome they were %s.%s"
        .formatted(
            Words.count(measured.run().threads(), "platform thread", "platform threads"),
            String.join(", ", measured.threadNames()),
            system);
  }

  private String order() {
    List<Integer> order = measured.run().order();
    String first =
        order.stream().limit(FIRST).map(String::valueOf).collect(Collectors.joining(", "))
            + (order.size() > FIRST ? ", ..." : "");
    if (lesson.inFlight() == 1) {
      return "The outcomes came as %s. One URL ends before the next begins, so the order of the list is the order of ends."
          .formatted(first);
    }
    return measured.answer(Topic.ORDER) == Answer.Order.LISTED
        ? "The outcomes came as %s, as listed, but nothing promises it: each comes when its URL ends."
            .formatted(first)
        : "The outcomes came as %s: each when its URL ended.".formatted(first);
  }

  private String failure() {
    ModelRun run = measured.run();
    return "The server saw requests for %d of %d URLs; %s came, and %s among them failed.%s"
        .formatted(
            measured.seen().stream().map(LessonServer.Seen::url).distinct().count(),
            lesson.urls(),
            Words.count(run.order().size(), "outcome", "outcomes"),
            run.failed().stream().map(url -> "URL " + url).collect(Collectors.joining(", ")),
            run.threw().map(thrown -> " fetchEach threw " + thrown + ".").orElse(""));
  }
}
