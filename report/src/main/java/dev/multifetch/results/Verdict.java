package dev.multifetch.results;

/// What a row is worth.
public enum Verdict {
  /// Measured, and told apart from the row before it.
  OK,
  /// As fast as measured or faster: it came so near to the ceiling that the server may have been
  /// its limit.
  AT_LEAST,
  /// Measured, but not told apart from the row before it.
  NO_DETECTABLE_DIFFERENCE,
  /// Measured, but something other than the client decided the figure.
  INVALID,
  /// Did not finish: it failed the check before the measurement, or failed during it.
  DNF,
  /// Its program is not installed.
  ABSENT
}
