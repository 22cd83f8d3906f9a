package dev.multifetch.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The suite's message about a first attempt: `MODULE/NAME/TEST`. The module's tests wrote it to
/// `target/attempts`. Numbers (ports, threads) may differ from run to run, and so may the hash of
/// an object (`@3c523fbc`) and the group of a thread, which it leaves when it ends; a last line
/// `...` stands for the rest.
record SuiteMessage(Repository repository) implements Block {

  @Override
  public String opening(String argument) {
    return "```text";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference {
    String[] parts = argument.split("/", 2);
    Path attempts = repository.root().resolve(parts[0]).resolve("target/attempts");
    if (parts.length != 2 || !Files.isDirectory(attempts)) {
      return Optional.empty();
    }
    Path message = attempts.resolve(parts[1] + ".txt");
    if (!Files.exists(message)) {
      throw new BrokenReference(
          "the suite said nothing in " + argument,
          "run the tests of " + parts[0] + " or correct it");
    }
    return Optional.of(Repository.lines(message).stream().map(String::stripTrailing).toList());
  }

  @Override
  public boolean matches(List<String> shown, List<String> expected) {
    boolean cut = !shown.isEmpty() && shown.getLast().equals("...");
    List<String> whole = cut ? shown.subList(0, shown.size() - 1) : shown;
    List<String> same =
        cut ? expected.subList(0, Math.min(whole.size(), expected.size())) : expected;
    return stable(whole).equals(stable(same));
  }

  /// If the author has cut a message in the document, it stays cut after the same number of lines.
  @Override
  public List<String> rewritten(List<String> shown, List<String> expected) {
    if (shown.isEmpty() || !shown.getLast().equals("...") || shown.size() > expected.size()) {
      return expected;
    }
    List<String> begin = new ArrayList<>(expected.subList(0, shown.size() - 1));
    begin.add("...");
    return begin;
  }

  private static List<String> stable(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("@[0-9a-f]+", "@0").replaceAll("\\d+", "0"))
        .map(line -> line.replaceAll("(Thread\\[[^]]*,)\\w*]", "$1]"))
        .toList();
  }
}
