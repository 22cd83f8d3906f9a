package dev.multifetch.workshop.command;

import dev.multifetch.workshop.Checker;
import dev.multifetch.workshop.Exercise;
import dev.multifetch.workshop.Guide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// Checks the current exercise each time its file has changed, and does what the learner types.
///
/// It looks at the file several times a second. Events of the file system would save this look, but
/// network drives and some editors bring none.
@Command(name = "watch", description = "Checks the current exercise each time you save its file.")
public final class WatchCommand implements Callable<Integer> {

  private static final long LOOK = 200; // ms
  private static final String END_OF_INPUT = "q";

  private final Streams streams;
  private final WorkshopCommand workshop;
  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();

  WatchCommand(Streams streams, WorkshopCommand workshop) {
    this.streams = streams;
    this.workshop = workshop;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Guide guide = workshop.guide();
    Thread.ofPlatform().daemon().name("keys").start(this::read);
    guide.introduce(guide.folder().current());
    try (Checker checker = new Checker()) {
      String checked = "";
      String before = "";
      while (true) {
        guide.folder().refresh(); // goto, in another terminal
        Exercise exercise = guide.folder().current();
        String source = written(guide, exercise);
        boolean written = source.equals(before) && !source.isBlank(); // not half of it
        before = source;
        if (written && !source.equals(checked)) {
          checked = source;
          streams.out().printf("%nChecking %s ...%n", guide.folder().file(exercise).getFileName());
          offer(guide.check(checker, exercise));
          checker.warmUp();
        }
        String line = typed.poll(LOOK, TimeUnit.MILLISECONDS);
        if (line != null && !line.equals(END_OF_INPUT)) {
          checked = obey(guide, exercise, line) ? "" : checked;
        } else if (line != null) {
          return ExitCode.OK;
        }
      }
    }
  }

  /// An editor may replace the file by taking it away for a moment.
  private static String written(Guide guide, Exercise exercise) {
    try {
      return guide.folder().written(exercise);
    } catch (IOException e) {
      return "";
    }
  }

  private void offer(boolean passed) {
    String next = passed ? "n next exercise, " : "";
    streams.out().printf("%n[%sEnter check again, h hint, s solution, l list, q quit]%n", next);
    streams.out().flush();
  }

  /// Does what was typed.
  ///
  /// @return whether a check is due
  private boolean obey(Guide guide, Exercise exercise, String line) throws IOException {
    switch (line) {
      case "" -> {
        return true;
      }
      case "n" -> {
        Optional<Exercise> next = guide.next();
        return next.isPresent();
      }
      case "h" -> guide.hint(exercise);
      case "s" -> guide.solution(exercise, false);
      case "l" -> guide.list();
      default -> streams.out().println("There is no command " + line + ".");
    }
    streams.out().flush();
    return false;
  }

  private void read() {
    try {
      for (String line = streams.in().readLine(); line != null; line = streams.in().readLine()) {
        typed.add(line.strip());
      }
      typed.add(END_OF_INPUT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
