package dev.multifetch.benchmarks.results;

import static java.util.Locale.ROOT;
import static java.util.stream.Collectors.toMap;

import dev.multifetch.benchmarks.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Says what each sample is worth, and ranks what is worth something: a figure that something else
/// than the client decided is shown, with the reason, and stands in no ranking.
public final class Judge {

  /// What is put behind a client's name where it is measured a second time.
  public static final String AGAIN = " (again)";

  /// The figures that tell between which values the ratio lies.
  static final String RATIO_LOW = "ratio low";

  static final String RATIO_HIGH = "ratio high";

  /// From this share of its ceiling on, it may be the server that is measured.
  private static final double CLOSE_TO_CEILING = 0.85;

  /// An interval that reaches as far from its score as half of it is not to be quoted.
  private static final double WIDE = 0.5;

  private final Map<Workload, Bound> bounds;

  public Judge(Map<Workload, Bound> bounds) {
    this.bounds = Map.copyOf(bounds);
  }

  public Judgement judge(List<Sample> samples) {
    List<Row> rows = Ranking.inOrder(samples.stream().map(this::row).toList());
    return new Judgement(rows, warnings(rows));
  }

  private Row row(Sample sample) {
    Estimate score = Statistics.estimate(sample.scores());
    Optional<Bound> bound = Optional.ofNullable(bounds.get(sample.workload()));
    double limit = bound.map(Bound::value).orElse(Double.NaN);
    Finding finding = finding(sample, score.mean(), bound, limit);
    Map<String, Double> figures = new HashMap<>(sample.figures());
    bound.map(b -> ratio(sample, b, limit)).ifPresent(interval -> note(interval, figures));
    return new Row(
        sample.name(),
        sample.model(),
        sample.transport(),
        sample.track(),
        sample.workload().title(),
        score.mean(),
        score.error(),
        sample.workload().unit(),
        score.mean() / limit,
        finding.verdict,
        finding.reason,
        figures);
  }

  private record Finding(Verdict verdict, String reason) {}

  private static Finding finding(Sample sample, double score, Optional<Bound> bound, double limit) {
    if (sample.failure().isPresent()) {
      Verdict verdict = sample.absent() ? Verdict.ABSENT : Verdict.DNF;
      return new Finding(verdict, sample.failure().get());
    }
    if (sample.scores().isEmpty()) {
      return new Finding(Verdict.DNF, "it ended without a score");
    }
    return unexpected(sample)
        .or(() -> Contradiction.between(sample, bound))
        .or(() -> decidedByOthers(sample, score, bound, limit))
        .map(reason -> new Finding(Verdict.INVALID, reason))
        .orElseGet(() -> new Finding(Verdict.OK, remark(sample, bound)));
  }

  private static Optional<String> unexpected(Sample sample) {
    long least = (long) sample.urls() * sample.scores().size();
    long all = Math.max(least, sample.evidence().map(Evidence::requests).orElse(0L));
    return sample.unexpected() == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                ROOT,
                "%,d of %,d outcomes (%.2g %%) are not what the workload leads to: failures are"
                    + " fast, so fetch from an origin that answers, or mend the client",
                sample.unexpected(),
                all,
                100.0 * sample.unexpected() / all));
  }

  private static Optional<String> decidedByOthers(
      Sample sample, double score, Optional<Bound> bound, double limit) {
    if (bound.isEmpty() || sample.track() == Track.CEILING) {
      return Optional.empty();
    }
    String unit = sample.workload().unit();
    return switch (bound.get()) {
      case Bound.Ceiling _ when score >= CLOSE_TO_CEILING * limit ->
          Optional.of(
              String.format(
                  ROOT,
                  "the origin may be what is measured: %,.0f of the %,.0f %s that it gives at"
                      + " most; name a faster one with --origin",
                  score,
                  limit,
                  unit));
      case Bound.Ideal _ when score < limit ->
          Optional.of(
              String.format(
                  ROOT,
                  "shorter than possible, %.3f s where the delays alone take %.3f s: the origin"
                      + " does not keep them, or not every URL was fetched",
                  score,
                  limit));
      case Bound.Ceiling _, Bound.Ideal _ -> Optional.empty();
    };
  }

  /// What a reader must know of a figure that is valid.
  private static String remark(Sample sample, Optional<Bound> bound) {
    Estimate score = Statistics.estimate(sample.scores());
    String own = ownBound(sample, bound);
    if (score.error() <= WIDE * score.mean()) {
      return own;
    }
    String wide =
        Double.isNaN(score.error())
            ? "measured once, so nobody knows how sure it is: run it with --rigorous"
            : "the scores scatter so much that this one says little: end other programs, or run"
                + " it with --rigorous";
    return own.isEmpty() ? wide : own + "; " + wide;
  }

  /// All are compared with the ideal of the plan, which some can never reach by design.
  private static String ownBound(Sample sample, Optional<Bound> bound) {
    return bound.isPresent()
            && bound.get() instanceof Bound.Ideal ideal
            && sample.concurrency() < Math.min(ideal.inFlight(), sample.urls())
        ? String.format(
            ROOT,
            "at most %,d in flight by design, the ideal is that of %,d",
            sample.concurrency(),
            ideal.inFlight())
        : "";
  }

  private static Interval ratio(Sample sample, Bound bound, double limit) {
    return switch (bound) {
      case Bound.Ceiling(List<Double> scores) when scores.size() > 1 ->
          Statistics.ratio(sample.scores(), scores);
      case Bound.Ceiling _, Bound.Ideal _ -> {
        Estimate score = Statistics.estimate(sample.scores());
        yield new Interval(
            (score.mean() - score.error()) / limit, (score.mean() + score.error()) / limit);
      }
    };
  }

  private static void note(Interval ratio, Map<String, Double> figures) {
    if (!Double.isNaN(ratio.low()) && !Double.isNaN(ratio.high())) {
      figures.put(RATIO_LOW, ratio.low());
      figures.put(RATIO_HIGH, ratio.high());
    }
  }

  /// One client under two names must not be told apart, or no two are.
  private static List<String> warnings(List<Row> rows) {
    List<String> warnings = new ArrayList<>();
    Map<String, Row> measured =
        rows.stream()
            .filter(Row::ranked)
            .collect(toMap(row -> row.workload() + " " + row.name(), Function.identity()));
    measured.forEach(
        (key, row) -> {
          Row again = measured.get(key + AGAIN);
          if (again != null && !row.estimate().overlaps(again.estimate())) {
            warnings.add(
                String.format(
                    ROOT,
                    "%s is one client, and measured twice came out %.1f %% apart in %s: the"
                        + " intervals of this run are too narrow, believe no difference of that"
                        + " size; end other programs and run it again with --rigorous",
                    row.name(),
                    apart(row, again),
                    row.workload()));
          }
        });
    return warnings.stream().sorted().toList();
  }

  private static double apart(Row row, Row again) {
    return 100 * Math.abs(row.score() / again.score() - 1);
  }
}
