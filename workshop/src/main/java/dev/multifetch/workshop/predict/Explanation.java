package dev.multifetch.workshop.predict;

import java.time.Duration;
import java.util.List;
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
