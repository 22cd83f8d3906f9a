package dev.multifetch.workshop.predict;

import dev.multifetch.workshop.predict.Answer.AtFailure;
import dev.multifetch.workshop.predict.Answer.Count;
import dev.multifetch.workshop.predict.Answer.Order;
import dev.multifetch.workshop.predict.Answer.Time;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A wrong idea that many have, recognised by the number that it leads to.
enum Misconception {
  ONE_AFTER_ANOTHER(
      "one after another",
      "Your number would be right if each URL waited for the one before it. Here several are at work."),
  BOUND_IGNORED(
      "the bound is ignored",
      "Your number would be right if all URLs were at work at once. maxInFlight lets only some begin."),
  NO_WHOLE_ROUNDS(
      "half a round is a round",
      "You divided without rounding up. The last round is not full, and takes as long as any."),
  ROUND_WAITS(
      "the slow one holds the others up",
      "Your number would be right if a round began when the one before is over. But a place that is"
          + " free takes the next URL at once."),
  THREAD_PER_URL(
      "a thread for each URL",
      "Your number would be right if each URL had a platform thread of its own."),
  VIRTUAL_IS_PLATFORM(
      "virtual threads are threads of the operating system",
      "Each URL has a virtual thread. While it waits it has no platform thread: a few carriers"
          + " run all of them."),
  THREAD_PER_WAITING_URL(
      "each URL in flight holds a thread",
      "With callbacks nobody waits for an answer. An event loop, one thread, watches all"
          + " connections, and runs what comes next."),
  ORDER_OF_THE_LIST(
      "outcomes come in the order of the list",
      "With several URLs at work, an outcome comes when its URL ends. A URL that is slow comes"
          + " late, wherever it stands in the list."),
  FAILURE_ENDS_LIST(
      "the first failure ends the list",
      "A failed URL has an outcome as any other has, so the others go on. Only what your own code"
          + " throws ends the list.");

  private static final double SLACK = 1.03;

  private final String title;
  private final String why;

  Misconception(String title, String why) {
    this.title = title;
    this.why = why;
  }

  String title() {
    return title;
  }

  String why() {
    return why;
  }

  /// What a wrong answer shows, if it shows one of these.
  static Optional<Misconception> of(Lesson lesson, Topic topic, Answer wrong) {
    return switch (wrong) {
      case Time(Duration time) -> Optional.ofNullable(behind(lesson, time));
      case Count(long number) when topic == Topic.THREADS -> behindThreads(lesson, number);
      case Count(long number) -> behindPeak(lesson, number);
      case Order order ->
          Optional.of(ORDER_OF_THE_LIST)
              .filter(_ -> order == Order.LISTED && lesson.inFlight() > 1);
      case AtFailure _ -> Optional.of(FAILURE_ENDS_LIST);
    };
  }

  private static @Nullable Misconception behind(Lesson lesson, Duration time) {
    int failing = lesson.failing();
    if (failing > 0
        && (isNear(time, lesson.expected(failing)) || isNear(time, lesson.expected(failing - 1)))) {
      return FAILURE_ENDS_LIST;
    }
    if (lesson.inFlight() > 1 && isNear(time, lesson.oneAfterAnother())) {
      return ONE_AFTER_ANOTHER;
    }
    if (lesson.urls() > lesson.inFlight() && isNear(time, lesson.delay())) {
      return BOUND_IGNORED;
    }
    Duration rounds = lesson.first().plus(lesson.delay().multipliedBy(lesson.rounds() - 1L));
    if (lesson.hasSlowFirst() && isNear(time, rounds)) {
      return ROUND_WAITS;
    }
    Duration exact = lesson.delay().multipliedBy(lesson.urls()).dividedBy(lesson.inFlight());
    return isNear(time, exact) ? NO_WHOLE_ROUNDS : null;
  }

  private static Optional<Misconception> behindPeak(Lesson lesson, long number) {
    if (number == lesson.urls() && number > lesson.inFlight()) {
      return Optional.of(BOUND_IGNORED);
    }
    return Optional.of(ONE_AFTER_ANOTHER).filter(_ -> number == 1 && lesson.inFlight() > 1);
  }

  /// Tolerates two more: the caller and the one that watches the clock.
  private static Optional<Misconception> behindThreads(Lesson lesson, long number) {
    boolean perUrl = number >= lesson.urls() && number <= lesson.urls() + 2;
    boolean perPlace = number >= lesson.inFlight() && number <= lesson.inFlight() + 2;
    return switch (lesson.model()) {
      case "virtual-threads" -> Optional.of(VIRTUAL_IS_PLATFORM).filter(_ -> perUrl || perPlace);
      case "blocking", "thread-pool" -> Optional.of(THREAD_PER_URL).filter(_ -> perUrl);
      default ->
          perUrl
              ? Optional.of(THREAD_PER_URL)
              : Optional.of(THREAD_PER_WAITING_URL).filter(_ -> perPlace);
    };
  }

  private static boolean isNear(Duration one, Duration other) {
    double factor = (double) one.toNanos() / Math.max(1, other.toNanos());
    return factor < SLACK && factor > 1 / SLACK;
  }
}
