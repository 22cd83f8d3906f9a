package dev.multifetch.workshop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// The folder in which a learner works: a file for each exercise, and the progress. Nothing in it
/// is overwritten or deleted without a copy.
public final class LearnerFolder {

  /// Its name, if the learner chooses no other.
  public static final String NAME = "multifetch-workshop";

  private static final String MARK = "// Exercise: ";

  private final Path folder;
  private Progress progress;
  private final List<Exercise> exercises;

  private LearnerFolder(Path folder, List<Exercise> exercises) throws IOException {
    this.folder = folder;
    this.exercises = exercises;
    this.progress = Progress.of(folder);
  }

  /// Makes a folder, or takes one that is there: files that exist stay as they are.
  ///
  /// @param twoHours whether the learner takes the short path
  public static LearnerFolder make(Path folder, List<Exercise> exercises, boolean twoHours)
      throws IOException {
    Files.createDirectories(folder);
    LearnerFolder made = new LearnerFolder(folder, exercises);
    made.progress.path(twoHours);
    for (Exercise exercise : made.path()) {
      made.unpack(exercise);
    }
    if (made.progress.now().isEmpty()) {
      made.progress.now(made.path().getFirst());
    }
    made.progress.save();
    return made;
  }

  /// Finds the folder from here: this one, or the one of the usual name in it.
  ///
  /// @throws NoSuchFileException if there is none
  public static LearnerFolder find(Path here, List<Exercise> exercises) throws IOException {
    for (Path folder : List.of(here, here.resolve(NAME))) {
      if (Progress.isIn(folder)) {
        return new LearnerFolder(folder, exercises);
      }
    }
    throw new NoSuchFileException(here.toString());
  }

  public Path folder() {
    return folder;
  }

  /// Reads the progress again: another command may have written it.
  public void refresh() throws IOException {
    progress = Progress.of(folder);
  }

  public Progress progress() {
    return progress;
  }

  /// The exercises of the learner's path.
  public List<Exercise> path() {
    return progress.isTwoHours()
        ? exercises.stream().filter(Exercise::inTwoHours).toList()
        : exercises;
  }

  /// The current exercise; the first one if the progress names none that exists.
  public Exercise current() {
    return exercises.stream()
        .filter(exercise -> progress.now().filter(exercise.id()::equals).isPresent())
        .findFirst()
        .orElse(path().getFirst());
  }

  /// An exercise by its number or its id.
  ///
  /// @throws IllegalArgumentException if there is none; the message says which there are
  public Exercise named(String text) {
    return exercises.stream()
        .filter(e -> e.id().equals(text) || Integer.toString(e.number()).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no exercise %s: take a number from 1 to %d, or a name that 'list' shows"
                        .formatted(text, exercises.size())));
  }

  /// Makes another exercise the current one.
  public void go(Exercise exercise) throws IOException {
    unpack(exercise);
    progress.now(exercise);
    progress.save();
  }

  /// The file of an exercise, also if the learner has renamed it.
  public Path file(Exercise exercise) throws IOException {
    Path usual = folder.resolve(exercise.file());
    if (Files.exists(usual)) {
      return usual;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && isOf(exercise, file))
          .findFirst()
          .orElse(usual);
    }
  }

  private static boolean isOf(Exercise exercise, Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.limit(1).anyMatch(first(exercise)::equals);
    } catch (IOException | UncheckedIOException e) {
      return false; // not a text of ours
    }
  }

  private static String first(Exercise exercise) {
    return MARK + exercise.id();
  }

  /// What the learner has written.
  ///
  /// @throws NoSuchFileException if the file is gone
  /// @throws MalformedInputException if it is not UTF-8
  public String written(Exercise exercise) throws IOException {
    return Files.readString(file(exercise));
  }

  private void unpack(Exercise exercise) throws IOException {
    if (!Files.exists(file(exercise))) {
      write(exercise, exercise.starter());
    }
  }

  /// Begins an exercise again.
  ///
  /// @return the copy of what the learner wrote
  public Path reset(Exercise exercise) throws IOException {
    return replace(exercise, exercise.starter());
  }

  /// Puts the solution into the learner's file.
  ///
  /// @return the copy of what the learner wrote
  public Path solve(Exercise exercise) throws IOException {
    return replace(exercise, exercise.solution());
  }

  private Path replace(Exercise exercise, String text) throws IOException {
    Path file = file(exercise);
    Path copy = file;
    for (int i = 1; Files.exists(copy); i++) {
      copy = file.resolveSibling(file.getFileName() + "." + i + ".mine");
    }
    if (!copy.equals(file)) {
      Files.copy(file, copy);
    }
    write(exercise, text);
    return copy;
  }

  private void write(Exercise exercise, String text) throws IOException {
    Path file = file(exercise);
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(written, first(exercise) + "\n" + text);
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
