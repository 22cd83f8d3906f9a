package dev.multifetch.workshop;

import dev.multifetch.workshop.Compilation.Mistake;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says in words what a check found.
public final class FindingText {

  private static final int MISTAKES = 3;

  private FindingText() {}

  /// Several lines, the last one ended.
  public static String of(Exercise exercise, Finding finding, String source) {
    return switch (finding) {
      case Finding.Passed passed -> passed(exercise, passed);
      case Finding.DoesNotCompile wrong -> mistakes(wrong.mistakes(), source);
      case Finding.Broken broken -> broken(broken);
      case Finding.Stopped stopped -> "Not yet: " + stopped.message() + ".\n";
    };
  }

  private static String passed(Exercise exercise, Finding.Passed passed) {
    return String.format(
        Locale.ROOT,
        "Passed: %d %s, %.1f s.\n\n%s\n\nRead more: %s\n",
        passed.tests(),
        passed.tests() == 1 ? "test" : "tests",
        passed.took().toMillis() / 1e3,
        exercise.why(),
        exercise.read());
  }

  private static String mistakes(List<Mistake> mistakes, String source) {
    List<String> lines = source.lines().toList();
    String shown =
        mistakes.stream()
            .limit(MISTAKES)
            .map(mistake -> mistake(mistake, lines))
            .collect(Collectors.joining("\n"));
    int more = mistakes.size() - MISTAKES;
    return "It does not compile.\n\n" + shown + (more > 0 ? "\nand %d more\n".formatted(more) : "");
  }

  private static String mistake(Mistake mistake, List<String> lines) {
    int index = (int) mistake.line() - 1;
    String line = index < lines.size() ? "    " + lines.get(index).strip() + "\n" : "";
    String help = mistake.help().isEmpty() ? "" : "  " + mistake.help() + "\n";
    return "Line %d: %s\n%s%s".formatted(mistake.line(), mistake.message(), line, help);
  }

  private static String broken(Finding.Broken broken) {
    return "Not yet: " + broken.message().strip() + "\n\n" + ServerView.draw(broken.served());
  }
}
