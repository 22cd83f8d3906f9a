package dev.multifetch.workshop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far a learner has come: a text file with a line for each exercise, by the exercise's id, so
/// that it survives another order, or exercises that come or go. It may be edited by hand.
public final class Progress {

  private static final String NAME = "progress.txt";
  private static final String ABOUT =
      "# The progress of the workshop: 'now' is the current exercise. You may edit this file.";

  private final Path file;
  private final Map<String, String> lines = new LinkedHashMap<>();

  private Progress(Path file) {
    this.file = file;
  }

  /// Whether a folder is a learner's.
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(NAME));
  }

  /// Reads the file of a folder; without a file there is no progress yet.
  static Progress of(Path folder) throws IOException {
    Progress progress = new Progress(folder.resolve(NAME));
    try {
      for (String line : Files.readAllLines(progress.file)) {
        int colon = line.indexOf(':');
        if (colon > 0 && !line.startsWith("#")) {
          progress.lines.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
      }
    } catch (NoSuchFileException e) {
      return progress;
    }
    return progress;
  }

  /// The id of the current exercise.
  public Optional<String> now() {
    return Optional.ofNullable(lines.get("now"));
  }

  public boolean isTwoHours() {
    return "two-hours".equals(lines.get("path"));
  }

  void path(boolean twoHours) {
    lines.put("path", twoHours ? "two-hours" : "day");
  }

  void now(Exercise exercise) {
    lines.put("now", exercise.id());
  }

  public boolean hasPassed(Exercise exercise) {
    return marks(exercise).contains("passed");
  }

  /// Whether a check of it has failed: from then on the solution may be seen.
  public boolean hasFailed(Exercise exercise) {
    return marks(exercise).contains("tried");
  }

  /// What happened with an exercise, in the order in which it did: `tried`, `hint 1`, `solution
  /// seen`, `passed`.
  public List<String> marks(Exercise exercise) {
    String line = lines.getOrDefault(exercise.id(), "");
    return line.isEmpty() ? List.of() : List.of(line.split(", "));
  }

  /// How many of the hints have been shown.
  int hints(Exercise exercise) {
    return (int) marks(exercise).stream().filter(mark -> mark.startsWith("hint")).count();
  }

  /// Adds a mark, once.
  void mark(Exercise exercise, String mark) {
    List<String> marks = new ArrayList<>(marks(exercise));
    if (!marks.contains(mark)) {
      marks.add(mark);
      lines.put(exercise.id(), String.join(", ", marks));
    }
  }

  /// Takes a mark away.
  void unmark(Exercise exercise, String mark) {
    List<String> marks = new ArrayList<>(marks(exercise));
    if (marks.remove(mark)) {
      lines.put(exercise.id(), String.join(", ", marks));
    }
  }

  /// Writes the file, whole or not at all.
  void save() throws IOException {
    List<String> text = new ArrayList<>(List.of(ABOUT));
    lines.forEach((key, value) -> text.add(key + ": " + value));
    Path written = Files.write(file.resolveSibling(NAME + ".new"), text);
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
