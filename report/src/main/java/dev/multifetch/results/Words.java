package dev.multifetch.results;

import static java.util.Locale.ROOT;

/// Figures and verdicts as people read them.
final class Words {

  private static final String NOTHING = "–";

  private Words() {}

  /// With four significant digits: more would not be credible.
  static String number(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    double size = Math.abs(value);
    return String.format(
        ROOT, size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f", value);
  }

  /// Such as `112,300 ± 2,400`.
  static String score(Estimate score) {
    return number(score.mean())
        + (Double.isNaN(score.error()) ? "" : " ± " + number(score.error()));
  }

  /// How a score compares with the best that is possible.
  static String ratio(Row row) {
    if (Double.isNaN(row.ratio())) {
      return NOTHING;
    }
    return String.format(ROOT, "%.3f", row.ratio())
        + (row.moreIsBetter() ? " of ceiling" : " × ideal");
  }

  /// Such as `0.601 to 0.643`.
  static String interval(Row row) {
    double low = row.figures().getOrDefault(RatioInterval.LOW, Double.NaN);
    double high = row.figures().getOrDefault(RatioInterval.HIGH, Double.NaN);
    return Double.isNaN(low) || Double.isNaN(high)
        ? NOTHING
        : String.format(ROOT, "%.3f to %.3f", low, high);
  }

  static String verdict(Row row) {
    String verdict =
        switch (row.verdict()) {
          case OK -> "ok";
          case NO_DETECTABLE_DIFFERENCE -> "no detectable difference from the row above";
          case INVALID -> "INVALID";
          case DNF -> "did not finish";
          case ABSENT -> "absent";
        };
    return row.reason().isEmpty() ? verdict : verdict + ": " + row.reason();
  }
}
