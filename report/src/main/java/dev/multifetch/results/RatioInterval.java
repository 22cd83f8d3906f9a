package dev.multifetch.results;

import java.util.List;
import java.util.Map;

/// The interval of the ratio of a score to its bound. Two figures of a row hold it.
final class RatioInterval {

  static final String LOW = "ratio low";
  static final String HIGH = "ratio high";

  private RatioInterval() {}

  /// Adds both ends to the figures, if they are known.
  static void note(Sample sample, Estimate score, Bound bound, Map<String, Double> figures) {
    Interval ratio = ratio(sample, score, bound);
    if (!Double.isNaN(ratio.low()) && !Double.isNaN(ratio.high())) {
      figures.put(LOW, ratio.low());
      figures.put(HIGH, ratio.high());
    }
  }

  private static Interval ratio(Sample sample, Estimate score, Bound bound) {
    if (bound instanceof Bound.Ceiling(_, List<Slice> slices)) {
      Comparison comparison = Comparison.of(sample.slices(), slices, Slice::score);
      List<Double> ceiling = slices.stream().map(Slice::score).toList();
      return Double.isNaN(comparison.ratio())
          ? Statistics.ratio(sample.scores(), ceiling)
          : comparison.interval();
    }
    return new Interval(
        (score.mean() - score.error()) / bound.value(),
        (score.mean() + score.error()) / bound.value());
  }
}
