package dev.multifetch.results;

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
    Map<String, Double> figures) {

  public Row {
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
    return verdict == Verdict.OK || verdict == Verdict.NO_DETECTABLE_DIFFERENCE;
  }

  /// This row as the first of a ranking.
  Row toldApart() {
    return judged(Verdict.OK);
  }

  /// This row, placed in a ranking after another.
  Row behind(Row ahead) {
    return judged(
        estimate().overlaps(ahead.estimate()) ? Verdict.NO_DETECTABLE_DIFFERENCE : Verdict.OK);
  }

  private Row judged(Verdict other) {
    return new Row(
        name, model, transport, track, workload, score, error, unit, ratio, other, reason, figures);
  }
}
