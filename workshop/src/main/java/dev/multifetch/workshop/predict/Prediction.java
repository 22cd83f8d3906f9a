package dev.multifetch.workshop.predict;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Asks, measures, compares and explains, one lesson after another.
public final class Prediction implements AutoCloseable {

  private static final int COLUMNS = 78;
  private static final Duration BOUND = Duration.ofSeconds(60);

  /// The learner wants no more, or the input has ended.
  private static final class Over extends Exception {
    private static final long serialVersionUID = 1;
  }

  /// Where a prediction talks.
  ///
  /// @param in what the learner types
  /// @param out what the learner reads
  /// @param bold makes words bold, where that can be seen
  /// @param terminal whether a person sees what is typed, and reads a screen at a time
  public record Screen(
      BufferedReader in, PrintWriter out, UnaryOperator<String> bold, boolean terminal) {}

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

  /// The lessons' numbers and what they are about, one a line.
  public static String list() {
    return Lesson.ALL.stream()
        .map(each -> "%2d  %-17s %s".formatted(each.number(), each.model(), each.title()))
        .collect(Collectors.joining("\n"));
  }

  /// The numbers of the lessons with this number or of this model; all, if none is given.
  ///
  /// @throws IllegalArgumentException if there is none; the message says what there is
  public static List<Integer> chosen(Optional<String> numberOrModel) {
    String wanted = numberOrModel.orElse("");
    List<Integer> found =
        Lesson.ALL.stream()
            .filter(each -> each.model().equals(wanted) || wanted.equals("" + each.number()))
            .map(Lesson::number)
            .toList();
    if (numberOrModel.isPresent() && found.isEmpty()) {
      throw new IllegalArgumentException(
          "a prediction must be 1 to %d, or one of %s; was %s"
              .formatted(
                  Lesson.ALL.size(),
                  Lesson.ALL.stream()
                      .map(Lesson::model)
                      .distinct()
                      .collect(Collectors.joining(", ")),
                  wanted));
    }
    return found.isEmpty() ? Lesson.ALL.stream().map(Lesson::number).toList() : found;
  }

  /// Goes through these lessons, until the learner wants no more.
  ///
  /// @throws IOException if a model cannot be run; the message says why
  public void run(List<Integer> numbers) throws IOException, InterruptedException {
    try {
      for (int number : numbers) {
        if (number != numbers.getFirst()) {
          say("");
          String _ = typed("Enter shows prediction " + number + ", q ends.");
        }
        run(Lesson.ALL.get(number - 1));
      }
    } catch (Over over) {
      say("");
    }
    if (numbers.size() > 1 && most > 0) {
      say("All in all: %d of %d points.".formatted(points, most));
    }
  }

  private void run(Lesson lesson) throws IOException, InterruptedException, Over {
    title("Prediction %d of %d: %s".formatted(lesson.number(), Lesson.ALL.size(), lesson.title()));
    paragraph(
        "This program fetches %s with the model %s. %s"
            .formatted(
                Words.count(lesson.urls(), "URL", "URLs"), lesson.model(), lesson.workload()));
    say("");
    lesson.code().lines().forEach(line -> say("    " + line));
    say("");
    say("Say what you expect, before it runs. Enter skips a question, q ends.");
    Map<Topic, Answer> predictions = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.of(lesson)) {
      Optional<Answer> answer = ask(lesson, topic);
      if (answer.isPresent()) {
        predictions.put(topic, answer.get());
        send(lesson, topic, answer.get());
      }
    }
    say("");
    say("It runs in a JVM of its own ...");
    show(measure(lesson), predictions);
  }

  private Optional<Answer> ask(Lesson lesson, Topic topic) throws IOException, Over {
    String question = topic.question(lesson);
    while (true) {
      String typed = typed(question);
      Optional<Answer> answer = topic.parse(typed);
      if (typed.isEmpty() || answer.isPresent()) {
        return answer;
      }
      question = "\"%s\" is not understood. Type %s; or Enter.".formatted(typed, topic.example());
    }
  }

  private String typed(String question) throws IOException, Over {
    paragraph(question);
    screen.out.print("> ");
    screen.out.flush();
    String line = screen.in.readLine();
    if (line == null) {
      throw new Over();
    }
    String typed = line.strip().replaceAll("\\p{Cntrl}", "?");
    if (!screen.terminal) {
      say(typed);
    }
    if (typed.toLowerCase(Locale.ROOT).matches("q|quit|exit")) {
      throw new Over();
    }
    return typed;
  }

  private void send(Lesson lesson, Topic topic, Answer answer) throws InterruptedException {
    if (votes != null) {
      String question = "predict-%d-%s".formatted(lesson.number(), topic.id());
      votes.send(question, answer.words()).ifPresent(this::paragraph);
    }
  }

  private Measured measure(Lesson lesson) throws IOException, InterruptedException {
    try (LessonServer server = new LessonServer(lesson, pace)) {
      ModelRun run = ModelRun.of(lesson, server.url(), bound);
      return new Measured(lesson, run, server.seen());
    }
  }

  private void show(Measured measured, Map<Topic, Answer> predictions) throws IOException, Over {
    Table table = new Table(measured, predictions);
    say("");
    title(table.header());
    screen.out.print(table.rows());
    int got = 0;
    for (var each : predictions.entrySet()) {
      got += Score.of(each.getKey(), each.getValue(), measured).points();
    }
    int possible = Score.MOST * predictions.size();
    points += got;
    most += possible;
    if (possible > 0) {
      paragraph("Score: %d of %d. %s".formatted(got, possible, Score.RULE));
    }
    if (screen.terminal) {
      String _ = typed("Enter explains the difference, q ends.");
    }
    for (Topic topic : Topic.of(measured.lesson())) {
      explain(measured, topic, predictions.get(topic));
    }
    say("");
    say("Read on: " + measured.lesson().chapter());
  }

  private void explain(Measured measured, Topic topic, @Nullable Answer predicted) {
    Explanation explanation = new Explanation(measured);
    say("");
    paragraph(topic.heading() + ": " + explanation.of(topic));
    if (predicted != null
        && Score.of(topic, predicted, measured).nearness() != Score.Nearness.EXACT) {
      Misconception.of(measured.lesson(), topic, predicted)
          .ifPresent(known -> title("Misconception: " + known.title()));
      paragraph(explanation.ofWrong(topic, predicted));
    }
  }

  private void title(String words) {
    say(screen.bold.apply(words));
  }

  private void paragraph(String words) {
    Words.lines(words, COLUMNS).forEach(this::say);
  }

  private void say(String line) {
    screen.out.println(line);
    screen.out.flush();
  }

  @Override
  public void close() {
    if (votes != null) {
      votes.close();
    }
  }
}
