package dev.multifetch.results;

/// From here to there, both included.
///
/// @param low NaN if there is no lower end
/// @param high NaN if there is no upper end
public record Interval(double low, double high) {

  static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN);

  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
