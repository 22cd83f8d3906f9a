package dev.multifetch.docs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The suite's findings about every variant, from the reports that the modules' tests write to
/// `target/conformance`.
record ConformanceTables(Repository repository) implements Block {

  /// One line of a report.
  record Finding(String rule, int passed, int deviating, String reasons) {

    static Finding of(String line) {
      String[] cells = line.split("\t", -1);
      return new Finding(
          cells[0], Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), cells[3]);
    }

    String linked() {
      return "[%s](contract.md#%s)".formatted(rule, rule.toLowerCase(Locale.ROOT));
    }

    String cell() {
      return deviating == 0 ? "" + passed : "%d, **%d deviating**".formatted(passed, deviating);
    }
  }

  @Override
  public String opening(String argument) {
    return "";
  }

  @Override
  public Optional<List<String>> expected(String argument) throws IOException {
    return new VariantFiles(repository, "conformance").read().map(ConformanceTables::findings);
  }

  private static List<String> findings(Map<String, List<String>> reports) {
    Map<String, List<Finding>> variants = new TreeMap<>();
    reports.forEach(
        (variant, lines) -> variants.put(variant, lines.stream().map(Finding::of).toList()));
    return tables(variants);
  }

  private static List<String> tables(Map<String, List<Finding>> variants) {
    List<String> lines = new ArrayList<>();
    lines.add("| rule | " + String.join(" | ", variants.keySet()) + " |");
    lines.add("|---" + "|---".repeat(variants.size()) + "|");
    List<Finding> rules = variants.values().iterator().next();
    for (int i = 0; i < rules.size(); i++) {
      List<String> cells = new ArrayList<>(List.of(rules.get(i).linked()));
      for (List<Finding> findings : variants.values()) {
        cells.add(findings.get(i).cell());
      }
      lines.add(RuleTables.row(cells.toArray(String[]::new)));
    }
    lines.add("");
    lines.add("### Declared deviations");
    lines.add("");
    lines.add("| rule | test | what the library does instead | variants |");
    lines.add("|---|---|---|---|");
    deviations(variants)
        .forEach((row, who) -> lines.add(row + " " + String.join(", ", who) + " |"));
    return lines;
  }

  /// A row for each deviation, with the variants that share it.
  private static Map<String, List<String>> deviations(Map<String, List<Finding>> variants) {
    Map<String, List<String>> rows = new TreeMap<>();
    variants.forEach(
        (variant, findings) -> {
          for (Finding finding : findings) {
            for (String deviation : finding.reasons().split("; (?=r\\d\\d_)")) {
              if (!deviation.isEmpty()) {
                String[] parts = deviation.split(": ", 2);
                String row = RuleTables.row(finding.linked(), "`" + parts[0] + "`", parts[1]);
                rows.computeIfAbsent(row, _ -> new ArrayList<>()).add(variant);
              }
            }
          }
        });
    return rows;
  }
}
