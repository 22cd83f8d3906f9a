package dev.multifetch.results;

import java.util.List;
import java.util.Map;

/// The interval of the ratio of a score to its bound. Two figures of a row hold it.
final class RatioInterval {

  static final String LOW = "ratio low";
  static final String HIGH = "ratio high";

  private RatioInterval() {}

  /// Adds both ends to the figures, if they are known.
  static void note(Sample sample, Bound bound, Map<String, Double> figures) {
    Interval ratio = ratio(sample, bound);
    if (!Double.isNaN(ratio.low()) && !Double.isNaN(ratio.high())) {
      figures.put(LOW, ratio.low());
      figures.put(HIGH, ratio.high());
    }
  }

  private static Interval ratio(Sample sample, Bound bound) {
    return switch (bound) {
      case Bound.Ceiling(List<Double> scores) when scores.size() > 1 ->
          Statistics.ratio(sample.scores(), scores);
      case Bound.Ceiling _, Bound.Ideal _ -> {
        Estimate score = Statistics.estimate(sample.scores());
        double limit = bound.value();
        yield new Interval(
            (score.mean() - score.error()) / limit, (score.mean() + score.error()) / limit);
      }
    };
  }
}
