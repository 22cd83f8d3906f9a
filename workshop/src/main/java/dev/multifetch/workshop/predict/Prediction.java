package dev.multifetch.workshop.predict;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks, measures, compares and explains, one lesson after another.
public final class Prediction implements AutoCloseable {

  private static final int LONGEST = 40; // characters of an answer that is shown again
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final Screen screen;
  private final @Nullable Votes votes;
  private final LessonServer.Pace pace;
  private final Duration bound;
  private int points;
  private int most;

  /// @param teacher where to send the answers
  public Prediction(Screen screen, Optional<URI> teacher) {
    this(screen, teacher, (_, delay) -> Thread.sleep(delay), BOUND);
  }

  Prediction(Screen screen, Optional<URI> teacher, LessonServer.Pace pace, Duration bound) {
    this.screen = screen;
    this.votes = teacher.map(Votes::new).orElse(null);
    this.pace = pace;
    this.bound = bound;
  }

  /// Goes through these lessons, until the learner wants no more.
  ///
  /// @throws IOException if a model cannot be run; the message says why
  public void run(List<Integer> numbers) throws IOException, InterruptedException {
    try {
      for (int number : numbers) {
        if (number != numbers.getFirst()) {
          screen.say("");
          String _ = screen.ask("Enter shows prediction " + number + ", q ends.");
        }
        run(Lessons.ALL.get(number - 1));
      }
    } catch (Screen.Over over) {
      screen.say("");
    }
    if (numbers.size() > 1 && most > 0) {
      screen.say("All in all: %d of %d points.".formatted(points, most));
    }
  }

  private void run(Lesson lesson) throws IOException, InterruptedException, Screen.Over {
    screen.title(
        "Prediction %d of %d: %s".formatted(lesson.number(), Lessons.ALL.size(), lesson.title()));
    screen.paragraph(
        "This program fetches %s with the model %s. %s"
            .formatted(
                Words.count(lesson.urls(), "URL", "URLs"), lesson.model(), lesson.workload()));
    screen.say("");
    lesson.code().lines().forEach(line -> screen.say("    " + line));
    screen.say("");
    screen.say("Say what you expect, before it runs. Enter skips a question, q ends.");
    Map<Topic, Answer> predictions = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.of(lesson)) {
      Optional<Answer> answer = ask(lesson, topic);
      if (answer.isPresent()) {
        predictions.put(topic, answer.get());
        send(lesson, topic, answer.get());
      }
    }
    screen.say("");
    screen.say("It runs in a JVM of its own ...");
    show(measure(lesson), predictions);
  }

  private Optional<Answer> ask(Lesson lesson, Topic topic) throws IOException, Screen.Over {
    String question = topic.question(lesson);
    while (true) {
      String typed = screen.ask(question);
      Optional<Answer> answer = topic.parse(typed);
      if (typed.isEmpty() || answer.isPresent()) {
        return answer;
      }
      String shown = typed.length() > LONGEST ? typed.substring(0, LONGEST) + "..." : typed;
      question = "\"%s\" is not understood. Type %s; or Enter.".formatted(shown, topic.example());
    }
  }

  private void send(Lesson lesson, Topic topic, Answer answer) throws InterruptedException {
    if (votes != null) {
      votes.send(id(lesson, topic), answer.words()).ifPresent(screen::paragraph);
    }
  }

  private static String id(Lesson lesson, Topic topic) {
    return "predict-%d-%s".formatted(lesson.number(), topic.id());
  }

  /// What the teacher's page calls the question with this id; the id itself if there is none.
  public static String named(String id) {
    for (Lesson lesson : Lessons.ALL) {
      for (Topic topic : Topic.of(lesson)) {
        if (id(lesson, topic).equals(id)) {
          return "Prediction %d, \"%s\": %s"
              .formatted(lesson.number(), lesson.title(), topic.question(lesson));
        }
      }
    }
    return id;
  }

  private Measured measure(Lesson lesson) throws IOException, InterruptedException {
    try (LessonServer server = new LessonServer(lesson, pace)) {
      ModelRun run = ModelRun.of(lesson, server.url(), bound);
      return new Measured(lesson, run, server.seen());
    }
  }

  private void show(Measured measured, Map<Topic, Answer> predictions)
      throws IOException, Screen.Over {
    Table table = new Table(measured, predictions);
    screen.say("");
    screen.title(table.header());
    screen.say(table.rows());
    int got = 0;
    for (var each : predictions.entrySet()) {
      got += Score.of(each.getKey(), each.getValue(), measured).points();
    }
    int possible = Score.MOST * predictions.size();
    points += got;
    most += possible;
    if (possible > 0) {
      screen.paragraph("Score: %d of %d. %s".formatted(got, possible, Score.RULE));
    }
    if (screen.terminal()) {
      String _ = screen.ask("Enter explains the difference, q ends.");
    }
    for (Topic topic : Topic.of(measured.lesson())) {
      explain(measured, topic, predictions.get(topic));
    }
    screen.say("");
    screen.say("Read on: " + measured.lesson().chapter());
  }

  private void explain(Measured measured, Topic topic, @Nullable Answer predicted) {
    Explanation explanation = new Explanation(measured);
    screen.say("");
    screen.paragraph(topic.heading() + ": " + explanation.of(topic));
    if (predicted != null
        && Score.of(topic, predicted, measured).nearness() != Score.Nearness.EXACT) {
      Misconception.of(measured.lesson(), topic, predicted)
          .ifPresent(known -> screen.title("Misconception: " + known.title()));
      screen.paragraph(new Correction(measured).of(topic, predicted));
    }
  }

  @Override
  public void close() {
    if (votes != null) {
      votes.close();
    }
  }
}
