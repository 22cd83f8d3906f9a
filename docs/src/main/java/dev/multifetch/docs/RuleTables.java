package dev.multifetch.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The rules of the contract, from the enum that the suite's tests are named after.
record RuleTables(Repository repository) implements Block {

  private static final String ENUM =
      "conformance/src/main/java/dev/multifetch/conformance/rules/Rule.java";

  /// One constant of the enum.
  record Rule(String id, boolean core, String must, String intent) {

    static Rule of(JavaSource.Constant constant) {
      List<Object> given = constant.arguments();
      return new Rule(
          constant.name(), (Boolean) given.get(0), (String) given.get(1), (String) given.get(2));
    }

    /// An anchor, so that a chapter can link to the rule it is about.
    String anchored() {
      return "<a id=\"%s\"></a>%s".formatted(id.toLowerCase(Locale.ROOT), id);
    }
  }

  static List<Rule> rules(Repository repository) throws BrokenReference {
    Path source = repository.file(ENUM);
    return JavaSource.parse(source).constants().stream().map(Rule::of).toList();
  }

  @Override
  public String opening(String argument) {
    return "";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference {
    List<Rule> rules = rules(repository);
    List<String> lines = new ArrayList<>();
    lines.add("| rule | core | MUST | because |");
    lines.add("|---|---|---|---|");
    for (Rule rule : rules) {
      String core = rule.core() ? "core" : "";
      lines.add(row(rule.anchored(), core, rule.must(), rule.intent()));
    }
    return Optional.of(lines);
  }

  static String row(String... cells) {
    List<String> escaped = new ArrayList<>();
    for (String cell : cells) {
      escaped.add(cell.replace("|", "\\|"));
    }
    return "| " + String.join(" | ", escaped) + " |";
  }
}
