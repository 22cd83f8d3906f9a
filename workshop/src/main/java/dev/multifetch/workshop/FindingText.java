package dev.multifetch.workshop;

import dev.multifetch.workshop.Compilation.Mistake;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Says in words what a check found.
public final class FindingText {

  private static final int MISTAKES = 3;
  private static final int SEEN = 14; // lines
  private static final int LONGEST = 300; // characters of a line
  private static final Pattern MESSAGE =
      Pattern.compile(
          "(?s).* breaks (?<rule>R\\d+) in (?<test>\\w+)\\s+rule: (?<must>[^\n]*)\\s+seen: (?<seen>.*)");

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
        "Passed: %d %s, %.1f s.\n\nWhy our solution works:\n%s",
        passed.tests(),
        passed.tests() == 1 ? "test" : "tests",
        passed.took().toMillis() / 1e3,
        Lines.wrapped(exercise.why(), "  "));
  }

  private static String mistakes(List<Mistake> mistakes, String source) {
    List<String> lines = source.lines().toList();
    Set<Long> seen = new HashSet<>();
    List<Mistake> first = mistakes.stream().filter(mistake -> seen.add(mistake.line())).toList();
    String shown =
        first.stream()
            .limit(MISTAKES)
            .map(mistake -> mistake(mistake, lines))
            .collect(Collectors.joining("\n"));
    int more = first.size() - MISTAKES;
    return "It does not compile.\n\n" + shown + (more > 0 ? "\nand %d more\n".formatted(more) : "");
  }

  private static String mistake(Mistake mistake, List<String> lines) {
    int index = (int) mistake.line() - 1;
    String line = index < lines.size() ? "    " + lines.get(index).strip() + "\n" : "";
    String help = mistake.help().isEmpty() ? "" : Lines.wrapped(mistake.help(), "  ");
    return "Line %d: %s\n%s%s".formatted(mistake.line(), mistake.message(), line, help);
  }

  /// The suite's message has the rule and what a test saw; here each stands by itself.
  private static String broken(Finding.Broken broken) {
    Matcher parts = MESSAGE.matcher(broken.message());
    if (!parts.matches()) {
      return "Not yet: " + broken.message().strip() + "\n\n" + ServerView.draw(broken.served());
    }
    String seen = parts.group("seen").strip().replaceFirst("^java\\.lang\\.\\w+Exception: ", "");
    List<String> lines = seen.lines().map(FindingText::shortened).toList();
    int more = lines.size() - SEEN;
    return "Not yet. Rule %s is broken:\n".formatted(parts.group("rule"))
        + Lines.wrapped(parts.group("must"), "  ")
        + "\nThe test %s saw:\n".formatted(parts.group("test"))
        + Lines.wrapped(lines.stream().limit(SEEN).collect(Collectors.joining("\n")), "  ")
        + (more > 0 ? "  ... and %d more lines\n".formatted(more) : "")
        + "\n"
        + ServerView.draw(broken.served());
  }

  private static String shortened(String line) {
    return line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line;
  }
}
