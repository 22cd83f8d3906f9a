package dev.multifetch.results;

/// What a row is worth.
public enum Verdict {
  /// Measured, and told apart from the row before it.
  OK,
  /// Measured, but its interval overlaps that of the row before it.
  NO_DETECTABLE_DIFFERENCE,
  /// Measured, but something else than the client decided the figure.
  INVALID,
  /// Did not finish: it failed the check before the measurement, or died in it.
  DNF,
  /// Its program is not installed.
  ABSENT
}
