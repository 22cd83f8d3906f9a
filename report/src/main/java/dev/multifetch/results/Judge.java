package dev.multifetch.results;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says what each sample is worth, and ranks the valid ones. If something other than the client
/// decided a figure, the figure is shown with the reason, and is not ranked.
public final class Judge {

  /// The suffix of a client's name in its second measurement.
  public static final String AGAIN = " (again)";

  private final Map<Workload, Bound> bounds;

  public Judge(Map<Workload, Bound> bounds) {
    this.bounds = Map.copyOf(bounds);
  }

  public Judgement judge(List<Sample> samples) {
    List<Row> rows = Ranking.inOrder(samples.stream().map(this::row).toList());
    return new Judgement(rows, RepeatCheck.warnings(rows));
  }

  private Row row(Sample sample) {
    Estimate score = Statistics.estimate(sample.scores());
    Optional<Bound> bound = Optional.ofNullable(bounds.get(sample.workload()));
    double limit = bound.map(Bound::value).orElse(Double.NaN);
    Finding finding = finding(sample, score.mean(), bound);
    Map<String, Double> figures = new HashMap<>(sample.figures());
    bound.ifPresent(known -> RatioInterval.note(sample, known, figures));
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

  private static Finding finding(Sample sample, double score, Optional<Bound> bound) {
    if (sample.failure().isPresent()) {
      Verdict verdict = sample.absent() ? Verdict.ABSENT : Verdict.DNF;
      return new Finding(verdict, sample.failure().get());
    }
    if (sample.scores().isEmpty()) {
      return new Finding(Verdict.DNF, "it ended without a score");
    }
    return Invalidity.of(sample, score, bound)
        .map(reason -> new Finding(Verdict.INVALID, reason))
        .orElseGet(() -> new Finding(Verdict.OK, Remark.on(sample, bound)));
  }
}
