package dev.multifetch.conformance.oracle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// Describes how fetchers differ about a specimen.
final class Disagreement {

  private Disagreement() {}

  static String text(Specimen specimen, Map<String, Reading> readings) {
    Map<String, StringJoiner> byWhatTheySaw = new LinkedHashMap<>();
    readings.forEach(
        (model, reading) ->
            byWhatTheySaw.computeIfAbsent(reading.seen(), _ -> new StringJoiner(", ")).add(model));
    StringBuilder text = new StringBuilder("seed " + specimen.seed() + ": " + specimen + "\n");
    byWhatTheySaw.forEach(
        (seen, who) ->
            text.append("  ").append(who).append(": ").append(of(seen, readings)).append('\n'));
    specimen
        .expected()
        .ifPresent(wanted -> text.append("  should be: ").append(Escaped.of(wanted)).append('\n'));
    return text.append("  again: -Doracle.seed=" + specimen.seed() + " -Doracle.count=1\n")
        .toString();
  }

  private static Reading of(String seen, Map<String, Reading> readings) {
    return readings.values().stream().filter(v -> v.seen().equals(seen)).findFirst().orElseThrow();
  }
}
