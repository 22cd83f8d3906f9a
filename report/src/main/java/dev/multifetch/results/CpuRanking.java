package dev.multifetch.results;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The rows of a ranking by what each request cost the client's process, the cheapest first. CPU is
/// disturbed less than time: it can tell clients apart where the clock cannot.
///
/// @param rows those whose cost is known for each turn: a program in another language is not
///   compared
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
            .filter(row -> row.slices().stream().anyMatch(slice -> slice.cpu() > 0))
            .sorted(Comparator.comparingDouble(CpuRanking::cpu))
            .toList());
  }

  static double cpu(Row row) {
    return row.figures().getOrDefault(CPU, Double.NaN);
  }

  /// Whether the costs of two rows differ, as far as the rounds show.
  static boolean toldApart(Row one, Row other) {
    return Comparison.of(one.slices(), other.slices(), Slice::cpu).toldApart();
  }

  /// Half a sentence: who costs the least, and whether that could be chance. Empty if there are not
  /// two to compare.
  public String clause() {
    if (rows.size() < 2) {
      return "";
    }
    Row first = rows.getFirst();
    List<String> alike =
        rows.stream().skip(1).filter(row -> !toldApart(first, row)).map(Row::name).toList();
    String least =
        "%s costs the least CPU for each request, %s µs"
            .formatted(first.name(), Words.number(cpu(first)));
    return alike.isEmpty()
        ? least + ", then " + rows.get(1).name()
        : alike.size() > 1 && alike.size() == rows.size() - 1
            ? "by CPU for each request no client is told apart from %s, %s µs"
                .formatted(first.name(), Words.number(cpu(first)))
            : least + ", but is not told apart from " + Words.listed(alike);
  }

  /// Such as `netty 9.12 < completablefuture 10.4 = reactive 10.5`.
  String words() {
    return IntStream.range(0, rows.size())
        .mapToObj(
            i -> {
              String sign = i == 0 ? "" : toldApart(rows.get(i - 1), rows.get(i)) ? "< " : "= ";
              return sign + rows.get(i).name() + " " + Words.number(cpu(rows.get(i)));
            })
        .collect(joining(" "));
  }
}
