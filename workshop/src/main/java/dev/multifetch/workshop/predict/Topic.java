package dev.multifetch.workshop.predict;

import dev.multifetch.workshop.predict.Answer.AtFailure;
import dev.multifetch.workshop.predict.Answer.Order;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a learner predicts.
enum Topic {
  MAKESPAN("makespan", "how long", "1.2 s or 400 ms, with its unit"),
  IN_FLIGHT("in-flight", "at once", "a whole number such as 5 or 1,000"),
  THREADS("threads", "threads", "a whole number such as 5 or 1,000"),
  ORDER("order", "order", "a, b or c"),
  FAILURE("failure", "at a failure", "a, b or c");

  private final String id;
  private final String title;
  private final String example;

  Topic(String id, String title, String example) {
    this.id = id;
    this.title = title;
    this.example = example;
  }

  /// The topics of a lesson: a failure is one only where a URL fails.
  static List<Topic> of(Lesson lesson) {
    return Stream.of(values()).filter(topic -> topic != FAILURE || lesson.failing() > 0).toList();
  }

  /// Its name on the teacher's page.
  String id() {
    return id;
  }

  /// Its name in the table.
  String title() {
    return title;
  }

  /// How an explanation begins.
  String heading() {
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  /// What it understands.
  String example() {
    return example;
  }

  String question(Lesson lesson) {
    return switch (this) {
      case MAKESPAN ->
          "How long does it take, from the first request to the last answer? (1.2 s, 400 ms)";
      case IN_FLIGHT -> "How many requests are at the server at once, at most? (5)";
      case THREADS ->
          "How many platform threads? Every model has two: the caller, and one that"
              + " watches the clock. Say how many in all, with these two. (5)";
      case ORDER ->
          "In which order do the outcomes come?"
              + " a) as listed  b) by end, whichever ends first  c) no telling";
      case FAILURE ->
          ("What happens when URL %d fails? a) the others go on, it has an outcome too"
                  + "  b) the list ends there  c) the others go on, then fetchEach throws")
              .formatted(lesson.failing());
    };
  }

  /// Understands an answer, or does not.
  Optional<Answer> parse(String typed) {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    return switch (this) {
      case MAKESPAN -> Quantity.time(text);
      case IN_FLIGHT, THREADS -> Quantity.count(text);
      case ORDER -> Answer.choice(Order.values(), text);
      case FAILURE -> Answer.choice(AtFailure.values(), text);
    };
  }
}
