package dev.multifetch.conformance;

import dev.multifetch.conformance.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The suite's findings about one variant: for each rule, how many tests passed, and which tests
/// deviate and why. Written to `target/conformance/VARIANT.tsv`.
final class ConformanceReport {

  private final Map<Rule, Integer> passed = new EnumMap<>(Rule.class);
  private final Map<Rule, List<Deviation>> deviations = new EnumMap<>(Rule.class);

  void passed(Rule rule) {
    passed.merge(rule, 1, Integer::sum);
  }

  void deviates(Rule rule, Deviation deviation) {
    deviations.computeIfAbsent(rule, _ -> new ArrayList<>()).add(deviation);
  }

  /// Whether every rule was tested.
  boolean complete() {
    return Stream.of(Rule.values())
        .allMatch(rule -> passed.containsKey(rule) || deviations.containsKey(rule));
  }

  /// A line for each rule: id, tests passed, tests that deviate, and the reasons.
  void write(String variant) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      List<Deviation> deviating = deviations.getOrDefault(rule, List.of());
      List<String> reasons = deviating.stream().map(d -> d.test() + ": " + d.reason()).toList();
      lines.add(
          "%s\t%d\t%d\t%s"
              .formatted(
                  rule,
                  passed.getOrDefault(rule, 0),
                  deviating.size(),
                  String.join("; ", reasons)));
    }
    Path folder = Files.createDirectories(Path.of("target", "conformance"));
    Files.write(folder.resolve(variant + ".tsv"), lines);
  }
}
