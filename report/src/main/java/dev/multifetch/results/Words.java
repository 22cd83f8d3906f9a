package dev.multifetch.results;

import static java.util.Locale.ROOT;

import java.util.List;

/// Figures and verdicts as people read them.
public final class Words {

  private static final String NOTHING = "–";
  private static final String UNKNOWN = "?";

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
    return number(score.mean()) + error(score.error(), score.mean(), number(score.error()));
  }

  /// An error as large as its figure says only that the figure is not known.
  private static String error(double error, double of, String words) {
    return Double.isNaN(error) ? "" : " ± " + (error < of ? words : UNKNOWN);
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

  /// A score as a share of the best client's, with its error: `0.89 ± 0.02`.
  static String ofBest(Row row, Row best) {
    if (row.name().equals(best.name()) || !row.ranked()) {
      return row.ranked() ? "1" : NOTHING;
    }
    Comparison comparison = Comparison.of(row.slices(), best.slices(), Slice::score);
    if (Double.isNaN(comparison.ratio())) {
      return share(row.score() / best.score());
    }
    double error = comparison.ratio() * comparison.relativeError();
    return share(comparison.ratio()) + error(error, comparison.ratio(), share(error));
  }

  /// With three significant digits.
  static String share(double value) {
    if (Double.isNaN(value)) {
      return NOTHING;
    }
    return String.format(ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }

  /// At most three words.
  static String verdict(Row row) {
    return switch (row.verdict()) {
      case OK -> "ok";
      case AT_LEAST -> "at least";
      case NO_DETECTABLE_DIFFERENCE -> "not told apart";
      case INVALID -> "INVALID";
      case DNF -> "did not finish";
      case ABSENT -> "absent";
    };
  }

  /// Such as `one, two and three`.
  public static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.getFirst()
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  static String verdictWithReason(Row row) {
    return row.reason().isEmpty() ? verdict(row) : verdict(row) + ": " + row.reason();
  }
}
