package dev.multifetch.results;

/// A mean and how sure we are of it.
///
/// @param mean of the scores; NaN if there are none
/// @param error half the width of the 99.9 % confidence interval; NaN if a single score has none
public record Estimate(double mean, double error) {

  /// A value that is known without measuring, such as an ideal.
  public static Estimate exact(double value) {
    return new Estimate(value, 0);
  }

  /// Whether this and the other may be equal, as far as the measurement shows. A value without an
  /// interval may equal anything.
  public boolean overlaps(Estimate other) {
    return !(Math.abs(mean - other.mean) > error + other.error);
  }
}
