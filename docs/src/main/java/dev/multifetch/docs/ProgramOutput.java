package dev.multifetch.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a program of `docs/start` prints: `NAME`, left in `start/target/output` when its test ran.
/// Ports and times may differ from run to run, and so may the order of the lines: most programs
/// print each line when its URL has ended. A program that could not run here left nothing.
record ProgramOutput(Repository repository) implements Block {

  @Override
  public String opening(String argument) {
    return "```text";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference {
    Path programs = repository.root().resolve("docs/start");
    if (!Files.exists(programs.resolve(argument + ".java"))
        && !Files.exists(programs.resolve(argument + ".py"))) {
      throw new BrokenReference("no program " + argument, "name a file of docs/start");
    }
    Path output = repository.root().resolve("start/target/output").resolve(argument + ".txt");
    return Files.exists(output) ? Optional.of(Repository.lines(output)) : Optional.empty();
  }

  @Override
  public boolean matches(List<String> shown, List<String> expected) {
    return stable(shown).equals(stable(expected));
  }

  private static List<String> stable(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("(//[\\w.]+):\\d+", "$1:0"))
        .map(line -> line.replaceAll(" +\\d+\\.\\d+(?= |$)", " 0.0")) // seconds, in a column
        .sorted()
        .toList();
  }
}
