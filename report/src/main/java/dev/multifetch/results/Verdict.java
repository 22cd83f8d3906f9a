package dev.multifetch.results;

/// What a row is worth.
public enum Verdict {
  /// Measured, and told apart from the row before it.
  OK,
  /// Measured, but its interval overlaps the interval of the row before it.
  NO_DETECTABLE_DIFFERENCE,
  /// Measured, but something other than the client decided the figure.
  INVALID,
  /// Did not finish: it failed the check before the measurement, or failed during it.
  DNF,
  /// Its program is not installed.
  ABSENT
}
