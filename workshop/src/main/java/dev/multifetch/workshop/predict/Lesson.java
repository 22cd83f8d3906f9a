package dev.multifetch.workshop.predict;

import java.time.Duration;
import java.util.Arrays;
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
record Lesson(
    int number,
    String model,
    String title,
    int urls,
    int inFlight,
    Duration delay,
    Duration first,
    int failing) {

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

  /// Where to read about the model.
  String chapter() {
    return switch (model) {
      case "blocking" -> "docs/start/01-blocking.md";
      case "thread-pool" -> "docs/start/02-thread-pool.md";
      case "virtual-threads" -> "docs/start/03-virtual-threads.md";
      case "completablefuture" -> "docs/start/04-futures.md";
      case "reactive" -> "docs/start/05-reactive.md";
      case "netty" -> "docs/start/06-event-loop.md";
      default -> throw new IllegalStateException("no chapter is about " + model);
    };
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
