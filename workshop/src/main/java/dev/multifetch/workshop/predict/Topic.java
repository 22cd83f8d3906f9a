package dev.multifetch.workshop.predict;

import dev.multifetch.workshop.predict.Answer.AtFailure;
import dev.multifetch.workshop.predict.Answer.Order;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a learner predicts.
enum Topic {
  MAKESPAN("makespan", "how long", "a time with its unit, such as 1.5 s or 250 ms"),
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
      case MAKESPAN -> "How long, from first request to last answer? (such as 1.5 s or 250 ms)";
      case IN_FLIGHT -> "How many requests are at the server at once, at most?";
      case THREADS -> "How many platform threads? Count the caller and a timekeeper, too.";
      case ORDER -> "In which order do the outcomes come? a) as listed  b) by end  c) no telling";
      case FAILURE ->
          "When URL %d fails: a) others go on  b) list ends  c) throws later, at the end"
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
