package dev.multifetch.results;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The rows of a ranking by what each request cost the client's process, the cheapest first. CPU is
/// disturbed less than time: it can tell clients apart where the clock cannot.
///
/// @param rows those whose cost is known
public record CpuRanking(List<Row> rows) {

  /// The figure of a row that holds it.
  public static final String CPU = "cpu µs/request";

  public CpuRanking {
    rows = List.copyOf(rows);
  }

  public static CpuRanking of(Ranking ranking) {
    return new CpuRanking(
        ranking.rows().stream()
            .filter(Row::ranked)
            .filter(row -> row.figures().containsKey(CPU))
            .sorted(Comparator.comparingDouble(CpuRanking::cpu))
            .toList());
  }

  static double cpu(Row row) {
    return row.figures().getOrDefault(CPU, Double.NaN);
  }

  /// Whether a row and the next one differ, as far as the rounds show.
  public boolean toldApart(int row) {
    return Comparison.of(rows.get(row).slices(), rows.get(row + 1).slices(), Slice::cpu)
        .toldApart();
  }

  /// Such as `netty 9.12 < completablefuture 10.4 = reactive 10.5`.
  String words() {
    return IntStream.range(0, rows.size())
        .mapToObj(
            i -> {
              String sign = i == 0 ? "" : toldApart(i - 1) ? "< " : "= ";
              return sign + rows.get(i).name() + " " + Words.number(cpu(rows.get(i)));
            })
        .collect(joining(" "));
  }
}
