package dev.multifetch.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks the commands that a document tells its reader to type: the file must exist, the command
/// line must know the subcommand and its options, and Maven the modules. It runs no command.
final class Commands {

  private static final Pattern COMMAND = Pattern.compile("^(?:\\$ )?((?:\\./|mvn |java )\\S.*)");
  private static final Pattern IN_TEXT = Pattern.compile("`((?:\\./|mvn |java )\\S[^`]*)`");

  private final Repository repository;
  private final Set<String> words = new HashSet<>();

  /// @param repository whose command line it is
  Commands(Repository repository) {
    this.repository = repository;
    for (Path source : repository.files("(cli|cluster|workshop)/src/main/java/.*\\.java")) {
      words.addAll(JavaSource.parse(repository.root().resolve(source)).strings());
    }
    words.addAll(List.of("--help", "--version", "generate-completion")); // picocli's own
  }

  List<Problem> check(Document document) {
    List<Problem> problems = new ArrayList<>();
    boolean[] fenced = document.fenced();
    for (int i = 0; i < document.lines().size(); i++) {
      Matcher command = (fenced[i] ? COMMAND : IN_TEXT).matcher(document.lines().get(i));
      while (command.find()) {
        try {
          check(command.group(1));
        } catch (BrokenReference e) {
          problems.add(e.in(document, i));
        }
      }
    }
    return problems;
  }

  private void check(String command) throws BrokenReference {
    List<String> typed = Arrays.asList(command.split("[|>#]")[0].strip().split(" +"));
    if (typed.getFirst().equals("mvn")) {
      checkMaven(typed);
      return;
    }
    if (typed.getFirst().equals("java")) {
      checkProgram(typed);
      return;
    }
    if (!Files.isExecutable(repository.root().resolve(typed.getFirst()))) {
      throw new BrokenReference(typed.getFirst() + " cannot be run", "correct the command");
    }
    if (typed.getFirst().equals("./multifetch")) {
      checkCommandLine(typed.subList(1, typed.size()));
    }
  }

  /// The first word is a subcommand, and what begins with a hyphen is an option.
  private void checkCommandLine(List<String> arguments) throws BrokenReference {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i).split("=", 2)[0];
      boolean option = word.matches("--?[a-z].*|-H");
      if ((i == 0 || option) && !word.equals("...") && !words.contains(word)) {
        throw new BrokenReference("multifetch knows no " + word, "correct the command");
      }
    }
  }

  private void checkProgram(List<String> typed) throws BrokenReference {
    for (String word : typed) {
      if (word.endsWith(".java") && !Files.exists(repository.root().resolve(word))) {
        throw new BrokenReference("no program " + word, "correct the command");
      }
    }
  }

  private void checkMaven(List<String> typed) throws BrokenReference {
    for (int i = 1; i < typed.size() - 1; i++) {
      if (typed.get(i).equals("-pl")) {
        for (String module : typed.get(i + 1).split(",")) {
          if (!Files.exists(repository.root().resolve(module).resolve("pom.xml"))) {
            throw new BrokenReference("no module " + module, "correct the command");
          }
        }
      }
    }
  }
}
