package dev.multifetch.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// How each fault ends, from the files that the tests of the models and of the bare libraries write
/// to `target/faults`: a table for a topic (`faults: TLS`), or model by model (`faults: models`).
record FaultTables(Repository repository) implements Block {

  private static final String BARE = "pitfalls/target/faults/bare-libraries.tsv";

  /// One line of a variant's file: the fault, the required end, the end seen.
  record Seen(String topic, String id, String what, String rule, Becomes due, Becomes seen) {

    static Seen of(String line) {
      String[] cells = line.split("\t", -1);
      return new Seen(
          cells[0],
          cells[1],
          cells[2],
          cells[3],
          new Becomes(cells[4], cells[5], Integer.parseInt(cells[6])),
          new Becomes(cells[7], cells[8], Integer.parseInt(cells[9])));
    }

    String linkedRule() {
      return "[%s](contract.md#%s)".formatted(rule, rule.toLowerCase(Locale.ROOT));
    }
  }

  /// How a fetch ends, when, and after how many requests.
  record Becomes(String end, String moment, int requests) {

    boolean isFailure() {
      return end.matches("[A-Z_]+");
    }

    /// Only the differences from the required end. A wrong answer may come before the server has
    /// seen its request. Then the number of requests is a matter of chance, unless it is too high.
    String against(Becomes due) {
      List<String> words = new ArrayList<>();
      if (!end.equals(due.end)) {
        words.add(end);
      }
      if (!moment.equals(due.moment)) {
        words.add(moment);
      }
      int more = requests - due.requests;
      if (more > 0 || (more < 0 && end.equals(due.end))) {
        words.add(requests + " requests");
      }
      return words.isEmpty() ? "as due" : String.join(", ", words);
    }
  }

  /// One line about a library that was used without our code.
  record Bare(String library, String id, String end, String after, int requests) {

    static Bare of(String line) {
      String[] cells = line.split("\t", -1);
      String library = "%s<br>%s".formatted(cells[0], cells[1]);
      return new Bare(library, cells[2], cells[3], cells[4], Integer.parseInt(cells[5]));
    }

    /// Bold marks ends that a caller does not notice or cannot recover from.
    String against(Becomes due) {
      boolean answer = end.matches("\\d{3} .*");
      boolean redirect = end.startsWith("302 "); // the redirect itself, which the caller can see
      boolean thrown = !answer && !end.equals("waits");
      boolean fine = due.isFailure() ? thrown || redirect : end.equals(due.end);
      List<String> words = new ArrayList<>(List.of(fine ? end : "**" + end + "**"));
      if (!after.isEmpty()) {
        words.add("after " + after);
      }
      if (requests > Math.max(1, due.requests)) { // an answer shows that there was a request
        words.add("**%d requests**".formatted(requests));
      }
      return String.join(", ", words);
    }
  }

  @Override
  public String opening(String argument) {
    return "";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws BrokenReference, IOException {
    Optional<Map<String, List<String>>> files = new VariantFiles(repository, "faults").read();
    Path bare = repository.root().resolve(BARE);
    if (files.isEmpty() || !Files.exists(bare)) {
      return Optional.empty();
    }
    Map<String, List<Seen>> variants = variants(files.get());
    List<String> table =
        argument.equals("models")
            ? modelByModel(variants)
            : topic(argument, variants, Repository.lines(bare).stream().map(Bare::of).toList());
    if (table.size() < 3) {
      throw new BrokenReference("no fault is about " + argument, "correct the topic");
    }
    return Optional.of(table);
  }

  /// The libraries of the models come first.
  private static Map<String, List<Seen>> variants(Map<String, List<String>> files) {
    Map<String, List<Seen>> variants = new LinkedHashMap<>();
    for (boolean second : List.of(false, true)) {
      files.forEach(
          (variant, lines) -> {
            if (variant.endsWith("-okhttp") == second) {
              variants.put(variant, lines.stream().map(Seen::of).toList());
            }
          });
    }
    return variants;
  }

  private static List<String> topic(
      String topic, Map<String, List<Seen>> variants, List<Bare> bare) {
    List<String> libraries = bare.stream().map(Bare::library).distinct().toList();
    List<String> lines = head("what happens", "rule", "the contract", "when", libraries);
    for (Seen fault : variants.values().iterator().next()) {
      if (fault.topic().equals(topic)) {
        List<String> cells = new ArrayList<>();
        cells.add("<a id=\"%s\"></a>%s".formatted(fault.id(), fault.what()));
        cells.add(fault.linkedRule());
        cells.add(fault.due().end());
        cells.add(fault.due().moment());
        bare.stream()
            .filter(one -> one.id().equals(fault.id()))
            .forEach(one -> cells.add(one.against(fault.due())));
        lines.add(RuleTables.row(cells.toArray(String[]::new)));
      }
    }
    return lines;
  }

  private static List<String> modelByModel(Map<String, List<Seen>> variants) {
    List<String> lines = head("fault", "rule", "due", "when", List.copyOf(variants.keySet()));
    List<Seen> faults = variants.values().iterator().next();
    for (int i = 0; i < faults.size(); i++) {
      Seen fault = faults.get(i);
      List<String> cells = new ArrayList<>();
      cells.add("[%s](#%s)".formatted(fault.id(), fault.id()));
      cells.add(fault.linkedRule());
      cells.add(fault.due().end());
      cells.add(fault.due().moment());
      for (List<Seen> seen : variants.values()) {
        cells.add(seen.get(i).seen().against(fault.due()).replace("as due", "✓"));
      }
      lines.add(RuleTables.row(cells.toArray(String[]::new)));
    }
    return lines;
  }

  private static List<String> head(
      String first, String second, String third, String fourth, List<String> others) {
    List<String> cells = new ArrayList<>(Arrays.asList(first, second, third, fourth));
    cells.addAll(others);
    String rule = cells.stream().map(_ -> "---").collect(Collectors.joining("|", "|", "|"));
    return new ArrayList<>(List.of(RuleTables.row(cells.toArray(String[]::new)), rule));
  }
}
