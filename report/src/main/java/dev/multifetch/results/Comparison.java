package dev.multifetch.results;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/// How a figure of one client compares with another client's, from the rounds in which both ran.
///
/// Each round gives one ratio. Other work on the machine spoils some of them badly, so the highest
/// and the lowest quarter of each set of JVMs do not count (Yuen's trimmed mean, on logarithms).
/// The interval allows for two sources of chance: the rounds, and the JVMs. Two JVMs that run the
/// same client differ a little for as long as they live, and no number of rounds shows that.
///
/// @param ratio of the first client's figure to the second's; NaN if they had no round in common
/// @param interval the 99.9 % confidence interval of the ratio
public record Comparison(double ratio, Interval interval) {

  /// How much two JVMs of one client differ, as the standard deviation of the logarithm of a
  /// figure. docs/measuring.md says how it was measured.
  static final double JVM_SPREAD = 0.007;

  private static final double JVM_FREEDOM = 6; // it was estimated from six pairs of JVMs

  private static final double ENDLESS = 1e6; // degrees of freedom: as good as certain
  private static final double TRIM = 0.25;
  private static final double CONFIDENCE = 0.999;
  private static final Comparison UNKNOWN = new Comparison(Double.NaN, Interval.UNKNOWN);

  /// Compares this figure of two clients.
  public static Comparison of(List<Slice> one, List<Slice> other, ToDoubleFunction<Slice> figure) {
    Map<Integer, Slice> others =
        other.stream()
            .filter(Slice::inRound)
            .collect(toMap(Slice::round, Function.identity(), (first, _) -> first));
    Map<Integer, List<Double>> byJvm = new TreeMap<>();
    for (Slice slice : one) {
      Slice beside = others.get(slice.round());
      if (slice.inRound() && beside != null) {
        double ratio = figure.applyAsDouble(slice) / figure.applyAsDouble(beside);
        if (ratio > 0 && Double.isFinite(ratio)) {
          byJvm.computeIfAbsent(slice.jvm(), _ -> new ArrayList<>()).add(Math.log(ratio));
        }
      }
    }
    return of(byJvm.values().stream().map(Trimmed::of).toList());
  }

  private static Comparison of(List<Trimmed> sets) {
    if (sets.isEmpty()) {
      return UNKNOWN;
    }
    SummaryStatistics means = new SummaryStatistics();
    sets.forEach(set -> means.addValue(set.mean));
    double ofRounds =
        sets.stream()
            .mapToDouble(set -> set.variance)
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    double freedom = sets.stream().mapToDouble(set -> set.freedom).sum();
    double known = 2 * JVM_SPREAD * JVM_SPREAD;
    double seen = means.getVariance() - ofRounds; // these JVMs may differ more than others did
    double ofJvms = seen > known ? seen : known;
    // Welch and Satterthwaite's degrees of freedom
    double doubt =
        ofRounds * ofRounds / freedom
            + (seen > known ? seen * seen / (sets.size() - 1) : known * known / JVM_FREEDOM);
    double all = ofRounds + ofJvms;
    double error = quantile(all * all / doubt) * Math.sqrt(all / sets.size());
    double mean = means.getMean();
    return new Comparison(
        Math.exp(mean), new Interval(Math.exp(mean - error), Math.exp(mean + error)));
  }

  /// Whether the two differ, as far as the rounds show.
  public boolean toldApart() {
    return interval.low() > 1 || interval.high() < 1;
  }

  /// How this compares with a comparison from other rounds.
  Comparison to(Comparison other) {
    double error = Math.hypot(logError(), other.logError());
    double mean = Math.log(ratio / other.ratio);
    return new Comparison(
        Math.exp(mean), new Interval(Math.exp(mean - error), Math.exp(mean + error)));
  }

  private double logError() {
    return Math.log(interval.high() / interval.low()) / 2;
  }

  /// Half of the interval's width, as a share of the ratio.
  double relativeError() {
    return (interval.high() - interval.low()) / 2 / ratio;
  }

  private static double quantile(double freedom) {
    return freedom > 0
        ? new TDistribution(Math.min(freedom, ENDLESS))
            .inverseCumulativeProbability((1 + CONFIDENCE) / 2)
        : Double.NaN;
  }

  /// The mean of a set's middle half, and the variance of that mean.
  ///
  /// @param freedom degrees of freedom of the variance
  private record Trimmed(double mean, double variance, double freedom) {

    static Trimmed of(List<Double> values) {
      List<Double> sorted = values.stream().sorted().toList();
      int all = sorted.size();
      int cut = (int) (all * TRIM);
      SummaryStatistics kept = new SummaryStatistics();
      SummaryStatistics winsorized = new SummaryStatistics();
      for (int i = 0; i < all; i++) {
        if (i >= cut && i < all - cut) {
          kept.addValue(sorted.get(i));
        }
        winsorized.addValue(sorted.get(Math.clamp(i, cut, all - cut - 1)));
      }
      long middle = kept.getN();
      double squares = winsorized.getVariance() * (all - 1); // NaN for a single value: unknown
      return new Trimmed(kept.getMean(), squares / ((double) middle * (middle - 1)), middle - 1.0);
    }
  }
}
