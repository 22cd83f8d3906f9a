package dev.multifetch.workshop.predict;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A model and the URLs that it will fetch.
///
/// @param number from 1
/// @param model the name of the model, such as `thread-pool`
/// @param title what the lesson is about
/// @param urls how many
/// @param inFlight how many of them may be at work at once
/// @param delay how long the server takes for a URL
/// @param first how long it takes for the first URL
/// @param failing the URL whose answer breaks off, from 1; 0 for none
/// @param chapter where to read about the model
record Lesson(
    int number,
    String model,
    String title,
    int urls,
    int inFlight,
    Duration delay,
    Duration first,
    int failing,
    String chapter) {

  private static final Duration TENTH = Duration.ofMillis(100);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static final String BLOCKING = "docs/start/01-blocking.md";
  private static final String REACTIVE = "docs/start/05-reactive.md";

  /// All lessons, in the order of the workshop.
  static final List<Lesson> ALL =
      List.of(
          equal(1, "blocking", "One thread, one URL after another", 20, 1, TENTH, BLOCKING),
          equal(2, "thread-pool", "A pool of five", 20, 5, TENTH, "docs/start/02-thread-pool.md"),
          equal(
              3,
              "virtual-threads",
              "A thousand at once",
              1_000,
              1_000,
              SECOND,
              "docs/start/03-virtual-threads.md"),
          equal(
              4,
              "completablefuture",
              "Futures, five at once",
              20,
              5,
              TENTH,
              "docs/start/04-futures.md"),
          equal(5, "reactive", "A stream, eight at once", 20, 8, TENTH, REACTIVE),
          equal(
              6,
              "netty",
              "Event loops, fifty at once",
              100,
              50,
              Duration.ofMillis(200),
              "docs/start/06-event-loop.md"),
          new Lesson(7, "blocking", "A URL fails in the middle", 10, 1, TENTH, TENTH, 5, BLOCKING),
          new Lesson(
              8,
              "reactive",
              "The first URL is slow",
              10,
              5,
              TENTH.multipliedBy(3),
              SECOND,
              0,
              REACTIVE));

  private static Lesson equal(
      int number,
      String model,
      String title,
      int urls,
      int inFlight,
      Duration delay,
      String chapter) {
    return new Lesson(number, model, title, urls, inFlight, delay, delay, 0, chapter);
  }

  /// How long the server takes for this URL, from 1.
  Duration delay(int url) {
    return url == 1 ? first : delay;
  }

  boolean hasSlowFirst() {
    return !first.equals(delay);
  }

  /// How many times a place is filled if the URLs are alike: `ceil(urls / inFlight)`.
  int rounds() {
    return Math.ceilDiv(urls, inFlight);
  }

  /// How long all URLs take if nothing but the server's delays takes time. Each URL, in the order
  /// of the list, takes the place that is free first. If all delays are alike, this is `ceil(urls /
  /// inFlight)` delays.
  Duration expected() {
    return expected(urls);
  }

  /// The same for the first URLs of the list only.
  Duration expected(int firstUrls) {
    long[] freeAt = new long[Math.min(inFlight, firstUrls)];
    for (int url = 1; url <= firstUrls; url++) {
      Arrays.sort(freeAt);
      freeAt[0] += delay(url).toNanos();
    }
    return Duration.ofNanos(Arrays.stream(freeAt).max().orElse(0));
  }

  /// All delays, one after another.
  Duration oneAfterAnother() {
    return IntStream.rangeClosed(1, urls)
        .mapToObj(this::delay)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /// What will run, as [ModelMain] runs it.
  String code() {
    return """
           var options = FetchOptions.builder().maxInFlight(%d).build();
           try (var fetcher = model("%s").open(options)) {
             fetcher.fetchEach(urls, outcome -> ended(outcome)); // %,d URLs
           }
           """
        .formatted(inFlight, model, urls);
  }

  /// What the server does.
  String workload() {
    String each = "The server takes %s for each answer.".formatted(Words.time(delay));
    if (hasSlowFirst()) {
      each =
          "The server takes %s for the first URL, and %s for each other."
              .formatted(Words.time(first), Words.time(delay));
    }
    String broken =
        failing == 0
            ? ""
            : " The answer to URL %d breaks off: its connection ends in the middle of the body."
                .formatted(failing);
    return each + broken;
  }
}
