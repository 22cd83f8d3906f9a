package dev.multifetch.results;

/// A mean and how sure we are of it.
///
/// @param mean of the scores; NaN if there are none
/// @param error half the width of the 99.9 % confidence interval; NaN if a single score has none
public record Estimate(double mean, double error) {

  /// What is known without measuring, such as an ideal.
  public static Estimate exact(double value) {
    return new Estimate(value, 0);
  }

  /// Whether this may be the same as the other, for all that was measured. What has no interval may
  /// be anything.
  public boolean overlaps(Estimate other) {
    return !(Math.abs(mean - other.mean) > error + other.error);
  }
}
