package dev.multifetch.workshop;

import dev.multifetch.workshop.Finding.Broken;
import dev.multifetch.workshop.Finding.DoesNotCompile;
import dev.multifetch.workshop.Finding.Passed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Leads a learner through the exercises: checks, hints, solutions, and what comes next. It keeps
/// the progress.
public final class Guide {

  private static final String PROVED = "check proved";
  private static final Pattern OUTCOME = Pattern.compile("(?:\\d{3}, \\d+ bytes|failed, .*): \\S+");

  private final LearnerFolder folder;
  private final PrintWriter out;
  private final String command;

  /// @param command what the learner types before `check`, such as `./multifetch workshop`
  public Guide(LearnerFolder folder, PrintWriter out, String command) {
    this.folder = folder;
    this.out = out;
    this.command = command;
  }

  public LearnerFolder folder() {
    return folder;
  }

  /// Says what an exercise is about, and which file to open.
  public void introduce(Exercise exercise) throws IOException {
    out.printf(
        "Exercise %d, \"%s\": about %d minutes.%nOpen %s in an editor: its first lines say what to do.%n",
        exercise.number(), exercise.title(), exercise.minutes(), folder.file(exercise));
  }

  /// Checks what the learner wrote, and shows what was found.
  ///
  /// @return whether it passed
  public boolean check(Checker checker, Exercise exercise)
      throws IOException, InterruptedException {
    String source = read(exercise);
    Finding finding = checker.check(exercise, source, this::printed);
    if (finding instanceof Passed) {
      prove(checker, exercise);
    }
    out.print(FindingText.of(exercise, finding, source));
    boolean passed = finding instanceof Passed;
    folder.refresh(); // a check takes some time
    if (passed || breaks(finding, exercise)) {
      folder.progress().mark(exercise, PROVED);
    }
    folder.progress().mark(exercise, passed ? "passed" : "tried");
    folder.progress().save();
    if (!passed && !(finding instanceof DoesNotCompile)) {
      out.printf("%nA hint: %s hint%n", command);
    }
    if (passed) {
      out.printf("%nWhat comes next: %s next%n", command);
    }
    out.flush();
    return passed;
  }

  /// What the learner's code prints besides the lines of its URLs.
  private void printed(String line) {
    if (!OUTCOME.matcher(line).matches()) {
      out.println("your code printed: " + line);
    }
  }

  private String read(Exercise exercise) throws IOException {
    try {
      return folder.written(exercise);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "the file %s is gone: '%s reset %d' brings it back"
              .formatted(e.getMessage(), command, exercise.number()),
          e);
    } catch (MalformedInputException e) {
      throw new IOException(
          "%s is not text in UTF-8: save it as such".formatted(folder.file(exercise)), e);
    }
  }

  /// A check that cannot fail proves nothing. So before the first pass of an exercise counts, the
  /// check must have failed on this machine: for what the learner wrote, or for the starter.
  private void prove(Checker checker, Exercise exercise) throws InterruptedException {
    if (!folder.progress().marks(exercise).contains(PROVED)) {
      Finding starter = checker.check(exercise, exercise.starter(), _ -> {});
      if (!breaks(starter, exercise)) {
        throw new UntrustedCheck(exercise, starter);
      }
    }
  }

  private static boolean breaks(Finding finding, Exercise exercise) {
    return finding instanceof Broken broken && broken.breaks(exercise.rule());
  }

  /// Shows the next of the three hints, or all of them when all have been shown.
  public void hint(Exercise exercise) throws IOException {
    List<String> hints = exercise.hints();
    int shown = folder.progress().hints(exercise);
    if (shown == hints.size()) {
      for (int i = 0; i < hints.size(); i++) {
        out.printf("Hint %d:%n%s%n", i + 1, Lines.wrapped(hints.get(i), "  "));
      }
      out.printf("These are all. The solution: %s solution %d%n", command, exercise.number());
      return;
    }
    out.printf(
        "Hint %d of %d:%n%s", shown + 1, hints.size(), Lines.wrapped(hints.get(shown), "  "));
    folder.progress().mark(exercise, "hint " + (shown + 1));
    folder.progress().save();
  }

  /// Shows the solution, if a check has failed or passed.
  ///
  /// @param use whether to put it into the learner's file, too
  /// @return whether it may be seen
  public boolean solution(Exercise exercise, boolean use) throws IOException {
    Progress progress = folder.progress();
    if (!progress.hasFailed(exercise) && !progress.hasPassed(exercise)) {
      out.printf(
          "You can see the solution after a first try: %s check %d%n", command, exercise.number());
      return false;
    }
    progress.mark(exercise, "solution seen");
    progress.save();
    if (use) {
      said(folder.solve(exercise), exercise);
    } else {
      out.println(exercise.solution());
      out.printf("Why it works:%n%s", Lines.wrapped(exercise.why(), "  "));
      out.printf(
          "%nTo put it into your file, with a copy of yours: %s solution %d --use%n",
          command, exercise.number());
    }
    out.flush();
    return true;
  }

  /// Begins an exercise again.
  public void reset(Exercise exercise) throws IOException {
    Path copy = folder.reset(exercise);
    folder.progress().unmark(exercise, "passed");
    folder.progress().save();
    said(copy, exercise);
  }

  private void said(Path copy, Exercise exercise) throws IOException {
    Path file = folder.file(exercise);
    out.printf("%s is written.%n", file);
    if (!copy.equals(file)) {
      out.printf("What you wrote is in %s.%n", copy);
    }
  }

  /// A line for each exercise of the path.
  public void list() {
    Exercise current = folder.current();
    List<Exercise> path = new ArrayList<>(folder.path());
    if (!path.contains(current)) {
      path.add(current);
      path.sort(Comparator.comparingInt(Exercise::number));
    }
    for (Exercise exercise : path) {
      boolean here = exercise.id().equals(current.id());
      out.printf(
          "%s %2d  %-32s %-15s %2d min  %s%n",
          here ? ">" : " ",
          exercise.number(),
          exercise.title(),
          exercise.model(),
          exercise.minutes(),
          state(exercise));
    }
  }

  private String state(Exercise exercise) {
    List<String> marks =
        folder.progress().marks(exercise).stream().filter(mark -> !mark.equals(PROVED)).toList();
    return String.join(", ", marks);
  }

  /// Goes to the first exercise of the path, after the current one, that has not been passed.
  ///
  /// @return the exercise; none if all have been passed
  public Optional<Exercise> next() throws IOException {
    int here = folder.current().number();
    Progress progress = folder.progress();
    List<Exercise> open = folder.path().stream().filter(e -> !progress.hasPassed(e)).toList();
    Optional<Exercise> next =
        open.stream()
            .filter(exercise -> exercise.number() > here)
            .findFirst()
            .or(() -> open.stream().findFirst());
    if (next.isPresent()) {
      folder.go(next.get());
      introduce(next.get());
    } else {
      out.println(
          "You have passed all exercises of this path. Next: docs/README.md, the chapters.");
    }
    return next;
  }
}
