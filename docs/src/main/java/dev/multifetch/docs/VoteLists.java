package dev.multifetch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A question of the workshop, from `workshop/slides/votes.json`: `ID slide` for the class, `ID
/// notes` for the teacher, with the misconception behind each wrong answer.
record VoteLists(Repository repository) implements Block {

  private static final Path FILE = Path.of("workshop", "slides", "votes.json");

  @Override
  public String opening(String argument) {
    return "";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference, IOException {
    String[] words = argument.split(" ", 2);
    for (JsonNode question :
        JsonMapper.shared().readTree(Files.readString(repository.root().resolve(FILE)))) {
      if (words.length == 2 && question.path("id").asString().equals(words[0])) {
        return Optional.of(words[1].equals("notes") ? notes(question) : slide(question));
      }
    }
    throw new BrokenReference("no vote " + argument, "write ID slide or ID notes, of " + FILE);
  }

  private static List<String> slide(JsonNode question) {
    List<String> lines = new ArrayList<>();
    lines.add(question.path("ask").asString());
    lines.add("");
    char letter = 'A';
    for (JsonNode answer : question.path("answers")) {
      lines.add("- %s: %s".formatted(letter++, answer.path("text").asString()));
    }
    lines.add("");
    lines.add("<span data-vote=\"%s\"></span>".formatted(question.path("id").asString()));
    return lines;
  }

  private static List<String> notes(JsonNode question) {
    List<String> lines = new ArrayList<>();
    lines.add("*%s*".formatted(question.path("ask").asString()));
    lines.add("");
    lines.add("| answer | the misconception behind it |");
    lines.add("|---|---|");
    char letter = 'A';
    int number = 1;
    for (JsonNode answer : question.path("answers")) {
      boolean right = number++ == question.path("right").asInt();
      lines.add(
          RuleTables.row(
              letter++ + ": " + answer.path("text").asString(),
              right
                  ? "✓ Right. " + question.path("why").asString()
                  : answer.path("because").asString()));
    }
    lines.add("");
    String source = question.path("source").asString();
    lines.add("Source: [%s](/%s)".formatted(source, source));
    return lines;
  }
}
