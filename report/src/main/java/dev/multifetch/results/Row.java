package dev.multifetch.results;

import java.util.List;
import java.util.Map;

/// One client in one workload.
///
/// @param name what a user types to choose it
/// @param model its model of concurrency
/// @param transport the HTTP library underneath
/// @param track the group of clients in which it is ranked
/// @param workload the workload's name
/// @param score the measured score; NaN if there is none
/// @param error half the width of the 99.9 % confidence interval of the score; NaN if unknown
/// @param unit of score and error: `requests/s`, `MiB/s` or `s`
/// @param ratio score to ceiling if more is better, score to ideal if less is
/// @param verdict what the row is worth
/// @param reason why, in words; empty if the verdict says everything
/// @param figures further figures by name, such as `cpu µs/request` or `p99 ms`
/// @param slices its turns, from which clients are compared
public record Row(
    String name,
    String model,
    String transport,
    Track track,
    String workload,
    double score,
    double error,
    String unit,
    double ratio,
    Verdict verdict,
    String reason,
    Map<String, Double> figures,
    List<Slice> slices) {

  public Row {
    slices = List.copyOf(slices);
    figures = Map.copyOf(figures);
  }

  /// The score and how sure we are of it.
  public Estimate estimate() {
    return new Estimate(score, error);
  }

  /// Whether a higher score is the better one.
  public boolean moreIsBetter() {
    return unit.endsWith("/s");
  }

  /// Whether its score may be compared with others.
  public boolean ranked() {
    return switch (verdict) {
      case OK, AT_LEAST, NO_DETECTABLE_DIFFERENCE -> true;
      case INVALID, DNF, ABSENT -> false;
    };
  }

  /// Whether its score and another row's differ, as far as the measurement shows. If the two never
  /// ran in one round, their intervals decide.
  public boolean toldApartFrom(Row other) {
    Comparison comparison = Comparison.of(slices, other.slices, Slice::score);
    return Double.isNaN(comparison.ratio())
        ? !estimate().overlaps(other.estimate())
        : comparison.toldApart();
  }

  /// This row as the first of a ranking.
  Row toldApart() {
    boolean near = moreIsBetter() && track != Track.CEILING && ratio >= NearCeiling.SHARE;
    return judged(near ? Verdict.AT_LEAST : Verdict.OK);
  }

  /// This row, placed in a ranking after another.
  Row behind(Row ahead) {
    return toldApartFrom(ahead) ? toldApart() : judged(Verdict.NO_DETECTABLE_DIFFERENCE);
  }

  private Row judged(Verdict other) {
    return new Row(
        name, model, transport, track, workload, score, error, unit, ratio, other, reason, figures,
        slices);
  }
}
