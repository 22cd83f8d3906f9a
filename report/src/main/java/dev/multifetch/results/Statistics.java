package dev.multifetch.results;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/// Computes how sure a few scores are.
///
/// At 99.9 %, like JMH: a table of thirty rows makes many comparisons, and at 95 % one or two of
/// them would show a difference that does not exist.
public final class Statistics {

  private static final double CONFIDENCE = 0.999;

  private Statistics() {}

  /// The mean of these scores, with Student's interval because there are few scores.
  public static Estimate estimate(List<Double> scores) {
    SummaryStatistics summary = summary(scores);
    return new Estimate(summary.getMean(), quantile(summary.getN() - 1.0) * standardError(summary));
  }

  /// The interval of the ratio of two means, by Fieller's theorem. With four or five scores, a
  /// bootstrap draws the same scores again and again, and its interval is too narrow. Also, this
  /// needs no random numbers, so that every reader of the same file gets the same interval.
  ///
  /// @return unknown if the denominator may be zero, or a single score has no interval
  public static Interval ratio(List<Double> numerator, List<Double> denominator) {
    SummaryStatistics above = summary(numerator);
    SummaryStatistics below = summary(denominator);
    double a = above.getMean();
    double b = below.getMean();
    double t = quantile(degreesOfFreedom(above, below));
    double varianceA = square(t * standardError(above));
    double varianceB = square(t * standardError(below));
    // The ratio r is where (a - r b)² = varianceA + r² varianceB, a quadratic in r.
    double leading = b * b - varianceB;
    if (!(leading > 0)) {
      return Interval.UNKNOWN;
    }
    double root = Math.sqrt(square(a * b) - leading * (a * a - varianceA));
    return new Interval((a * b - root) / leading, (a * b + root) / leading);
  }

  /// Welch's method: the two variances may differ.
  private static double degreesOfFreedom(SummaryStatistics above, SummaryStatistics below) {
    // Relative, because the two may differ in size by orders of magnitude.
    double a = square(standardError(above) / above.getMean());
    double b = square(standardError(below) / below.getMean());
    if (a + b == 0) {
      return Math.min(above.getN(), below.getN()) - 1.0;
    }
    return square(a + b) / (square(a) / (above.getN() - 1.0) + square(b) / (below.getN() - 1.0));
  }

  private static SummaryStatistics summary(List<Double> scores) {
    SummaryStatistics summary = new SummaryStatistics();
    scores.forEach(summary::addValue);
    return summary;
  }

  private static double standardError(SummaryStatistics summary) {
    return summary.getN() > 1
        ? summary.getStandardDeviation() / Math.sqrt((double) summary.getN())
        : Double.NaN;
  }

  private static double quantile(double degreesOfFreedom) {
    return degreesOfFreedom > 0
        ? new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + CONFIDENCE) / 2)
        : Double.NaN;
  }

  private static double square(double value) {
    return value * value;
  }
}
