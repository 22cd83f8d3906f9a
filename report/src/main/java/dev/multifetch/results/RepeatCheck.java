package dev.multifetch.results;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Compares each client with itself, if it was measured twice. If a client differs from itself, a
/// difference between two clients proves nothing.
final class RepeatCheck {

  private RepeatCheck() {}

  static List<String> warnings(List<Row> rows) {
    List<String> warnings = new ArrayList<>();
    Map<String, Row> measured =
        rows.stream()
            .filter(Row::ranked)
            .collect(toMap(row -> row.workload() + " " + row.name(), Function.identity()));
    measured.forEach(
        (key, row) -> {
          Row again = measured.get(key + Judge.AGAIN);
          if (again != null && row.toldApartFrom(again)) {
            warnings.add(
                String.format(
                    ROOT,
                    "%s is one client, and measured twice came out %.1f %% apart in %s: the"
                        + " intervals of this run are too narrow, believe no difference of that"
                        + " size; end other programs and run it again with --rigorous",
                    row.name(),
                    apart(row, again),
                    row.workload()));
          }
        });
    return warnings.stream().sorted().toList();
  }

  private static double apart(Row row, Row again) {
    return 100 * Math.abs(row.score() / again.score() - 1);
  }
}
