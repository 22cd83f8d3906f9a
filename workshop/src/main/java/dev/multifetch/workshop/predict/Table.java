package dev.multifetch.workshop.predict;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows predictions beside what was measured, in less than 80 columns.
final class Table {

  private static final String ROW = "  %-14s%-16s%-28s%s%n";

  private final Measured measured;
  private final Map<Topic, Answer> predictions;

  Table(Measured measured, Map<Topic, Answer> predictions) {
    this.measured = measured;
    this.predictions = predictions;
  }

  String header() {
    return ROW.formatted("", "you said", "measured", "how near").stripTrailing();
  }

  String rows() {
    StringBuilder rows = new StringBuilder();
    Topic.of(measured.lesson()).forEach(topic -> rows.append(row(topic, predictions.get(topic))));
    return rows.toString().stripTrailing();
  }

  private String row(Topic topic, @Nullable Answer predicted) {
    String found = measured.answer(topic).words();
    if (topic == Topic.MAKESPAN) {
      found += " (formula: %s)".formatted(Words.time(measured.lesson().expected()));
    }
    if (predicted == null) {
      return ROW.formatted(topic.title(), "-", found, "skipped");
    }
    Score score = Score.of(topic, predicted, measured);
    String near = "%s, %d of %d".formatted(score.nearness().words(), score.points(), Score.MOST);
    return ROW.formatted(topic.title(), predicted.words(), found, near);
  }
}
