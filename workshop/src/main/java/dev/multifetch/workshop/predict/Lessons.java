package dev.multifetch.workshop.predict;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// All lessons. Their figures are such that a usual wrong idea leads to a figure of its own.
public final class Lessons {

  private static final Duration TENTH = Duration.ofMillis(100);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /// In the order of the workshop.
  static final List<Lesson> ALL =
      List.of(
          equal(1, "blocking", "One thread, one URL after another", 20, 1, TENTH),
          equal(2, "thread-pool", "A pool of five", 20, 5, TENTH),
          equal(3, "virtual-threads", "A thousand at once", 1_000, 1_000, SECOND),
          equal(4, "completablefuture", "Futures, five at once", 20, 5, TENTH),
          equal(5, "reactive", "A stream, eight at once", 20, 8, TENTH), // 2.5 rounds are three
          equal(6, "netty", "Event loops, fifty at once", 100, 50, TENTH.multipliedBy(2)),
          oneFails(7, "blocking", "A URL fails in the middle", 10, 5),
          firstIsSlow(8, "reactive", "The first URL is slow", 10, 5));

  private Lessons() {}

  private static Lesson equal(
      int number, String model, String title, int urls, int inFlight, Duration delay) {
    return new Lesson(number, model, title, urls, inFlight, delay, delay, 0);
  }

  private static Lesson oneFails(int number, String model, String title, int urls, int failing) {
    return new Lesson(number, model, title, urls, 1, TENTH, TENTH, failing);
  }

  /// The others, in the other places, take nearly as long as the first.
  private static Lesson firstIsSlow(
      int number, String model, String title, int urls, int inFlight) {
    return new Lesson(number, model, title, urls, inFlight, TENTH.multipliedBy(3), SECOND, 0);
  }

  /// The lessons' numbers and what they are about, one a line.
  public static String list() {
    return ALL.stream()
        .map(each -> "%2d  %-17s %s".formatted(each.number(), each.model(), each.title()))
        .collect(Collectors.joining("\n"));
  }

  /// The numbers of the lessons with this number or of this model; all, if none is given.
  ///
  /// @throws IllegalArgumentException if there is none; the message says what there is
  public static List<Integer> chosen(Optional<String> numberOrModel) {
    String wanted = numberOrModel.orElse("");
    List<Integer> found =
        ALL.stream()
            .filter(each -> each.model().equals(wanted) || wanted.equals("" + each.number()))
            .map(Lesson::number)
            .toList();
    if (numberOrModel.isPresent() && found.isEmpty()) {
      throw new IllegalArgumentException(
          "a prediction must be 1 to %d, or one of %s; was %s"
              .formatted(
                  ALL.size(),
                  ALL.stream().map(Lesson::model).distinct().collect(Collectors.joining(", ")),
                  wanted));
    }
    return found.isEmpty() ? ALL.stream().map(Lesson::number).toList() : found;
  }
}
