package dev.multifetch.results;

import static java.util.Locale.ROOT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What has changed since an earlier run, by the same statistics as within a run.
///
/// Two runs share no round, and the machine may have been faster at the time of one of them. So a
/// client's figure is first compared with the ceiling's in the rounds of its own run, and these two
/// ratios are compared. Where no ceiling took part in the rounds, the scores are, each as a
/// multiple of its run's ideal or ceiling. Where there is neither, nothing tells a slow client from
/// a slow machine, and nothing is compared.
///
/// @param changes in the order of the later run's rows
public record Trend(List<Change> changes) {

  public Trend {
    changes = List.copyOf(changes);
  }

  /// One client in one workload, which both runs measured.
  ///
  /// @param what the figure's unit, as a reader knows it
  /// @param ratio of the later to the earlier
  /// @param interval the ratio's 99.9 % confidence interval
  /// @param worse whether the client got worse, as far as the runs show
  /// @param better whether it got better
  public record Change(
      String workload,
      String name,
      String what,
      double ratio,
      Interval interval,
      boolean worse,
      boolean better) {

    private static Change of(
        Row row, String what, double ratio, Interval interval, boolean moreIsBetter) {
      boolean more = interval.low() > 1;
      boolean less = interval.high() < 1;
      return new Change(
          row.workload(),
          row.name(),
          what,
          ratio,
          interval,
          moreIsBetter ? less : more,
          moreIsBetter ? more : less);
    }

    String words() {
      return String.format(
          ROOT,
          "%s, %s: %s %.3f of what it was (%.3f to %.3f): %s",
          workload,
          name,
          what,
          ratio,
          interval.low(),
          interval.high(),
          worse ? "WORSE" : better ? "better" : "not told apart");
    }
  }

  public static Trend of(Results before, Results now) {
    Map<String, Row> earlier =
        before.rows().stream().collect(Collectors.toMap(Trend::key, row -> row, (a, _) -> a));
    List<Change> changes = new ArrayList<>();
    for (Row row : now.rows()) {
      Row then = earlier.get(key(row));
      if (then == null || !row.ranked() || !then.ranked() || row.track() == Track.CEILING) {
        continue;
      }
      Optional<Row> ceilingNow = ceiling(now, row);
      Optional<Row> ceilingThen = ceiling(before, row);
      if (ceilingNow.isEmpty() || ceilingThen.isEmpty()) {
        if (!hasBound(now, row) || !hasBound(before, row)) {
          continue;
        }
        List<Double> scoresNow = scores(row, now);
        List<Double> scoresThen = scores(then, before);
        Interval interval = Statistics.ratio(scoresNow, scoresThen);
        double ratio =
            Statistics.estimate(scoresNow).mean() / Statistics.estimate(scoresThen).mean();
        changes.add(Change.of(row, row.unit(), ratio, interval, row.moreIsBetter()));
        continue;
      }
      Comparison speedNow = beside(row, ceilingNow.get(), Slice::score);
      Comparison speedThen = beside(then, ceilingThen.get(), Slice::score);
      Comparison speed = speedNow.to(speedThen);
      changes.add(Change.of(row, row.unit(), speed.ratio(), speed.interval(), row.moreIsBetter()));
      Comparison cpu =
          beside(row, ceilingNow.get(), Slice::cpu).to(beside(then, ceilingThen.get(), Slice::cpu));
      changes.add(Change.of(row, CpuRanking.CPU, cpu.ratio(), cpu.interval(), false));
    }
    return new Trend(changes);
  }

  /// Whether any client got worse.
  public boolean worse() {
    return changes.stream().anyMatch(Change::worse);
  }

  /// A line for each change.
  public List<String> words() {
    return changes.isEmpty()
        ? List.of(
            "there is nothing to compare: the earlier run measured none of these clients in these"
                + " workloads, or nothing tells how fast the machine was")
        : changes.stream().map(Change::words).toList();
  }

  private static Comparison beside(Row row, Row ceiling, ToDoubleFunction<Slice> figure) {
    return Comparison.of(row.slices(), ceiling.slices(), figure);
  }

  private static Optional<Row> ceiling(Results run, Row of) {
    return run.rows().stream()
        .filter(row -> row.track() == Track.CEILING && row.workload().equals(of.workload()))
        .filter(row -> row.slices().stream().anyMatch(Slice::inRound))
        .findFirst();
  }

  private static boolean hasBound(Results run, Row row) {
    return run.ceiling().containsKey(row.workload());
  }

  /// As multiples of the run's ideal, since two runs may differ in the number of URLs, or of a
  /// ceiling that was measured apart from the rounds.
  private static List<Double> scores(Row row, Results run) {
    double ideal = run.ceiling().getOrDefault(row.workload(), Double.NaN);
    return row.slices().stream().map(slice -> slice.score() / ideal).toList();
  }

  private static String key(Row row) {
    return row.workload() + " " + row.name();
  }
}
